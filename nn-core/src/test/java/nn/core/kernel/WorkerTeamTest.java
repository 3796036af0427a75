package nn.core.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WorkerTeamTest {

    private static final long LONG_ENOUGH_TO_PARK = 2_000_000;

    @Test
    void everyBlockOfEveryTaskIsDoneOnce() {
        int blocks = 5;
        int[] expected = new int[blocks];
        try (WorkerTeam team = new WorkerTeam(3)) {
            assertTrue(team.tryHold());
            for (int run = 1; run <= 20_000; run++) {
                AtomicIntegerArray done = new AtomicIntegerArray(blocks);
                team.run(blocks, (block, _) -> done.incrementAndGet(block));
                int[] counts = new int[blocks];
                Arrays.setAll(counts, done::get);
                Arrays.fill(expected, 1);
                assertArrayEquals(expected, counts, "run " + run);
            }
        }
    }

    @Test
    void whatBlocksWroteIsSeenByTheCallerAndByTheNextTask() {
        int[] values = new int[64];
        try (WorkerTeam team = new WorkerTeam(2)) {
            assertTrue(team.tryHold());
            for (int run = 1; run <= 20_000; run++) {
                team.run(values.length, (block, blocks) -> values[block] += values[blocks - 1 - block] >= 0 ? 1 : 0);
                assertEquals(run * values.length, Arrays.stream(values).sum());
            }
        }
    }

    @Test
    void workersThatHaveParkedAreWoken() throws InterruptedException {
        try (WorkerTeam team = new WorkerTeam(2)) {
            assertTrue(team.tryHold());
            for (int run = 0; run < 5; run++) {
                LockSupport.parkNanos(LONG_ENOUGH_TO_PARK);
                CountDownLatch both = new CountDownLatch(2);
                team.run(2, (_, _) -> {
                    both.countDown();
                    awaitUninterruptibly(both); // one thread alone would wait for ever
                });
            }
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFailureOfAnyBlockReachesTheCallerAfterAllBlocksAreDone() {
        AtomicIntegerArray done = new AtomicIntegerArray(8);
        try (WorkerTeam team = new WorkerTeam(2)) {
            assertTrue(team.tryHold());
            IllegalStateException e = assertThrows(
                    IllegalStateException.class,
                    () -> team.run(8, (block, _) -> {
                        done.incrementAndGet(block);
                        if (block == 7) {
                            throw new IllegalStateException("block " + block);
                        }
                    }));
            assertEquals("block 7", e.getMessage());
            assertEquals("[1, 1, 1, 1, 1, 1, 1, 1]", done.toString());
            team.run(8, (block, _) -> done.incrementAndGet(block)); // the team works on, the failure is forgotten
            assertEquals("[2, 2, 2, 2, 2, 2, 2, 2]", done.toString());
        }
    }

    @Test
    void servesOneCallerAtATime() {
        try (WorkerTeam team = new WorkerTeam(2)) {
            assertTrue(team.tryHold());
            assertFalse(team.tryHold());
            team.release();
            assertTrue(team.tryHold());
        }
        try (WorkerTeam alone = new WorkerTeam(1)) {
            assertFalse(alone.tryHold());
        }
    }

    @Test
    void aClosedTeamServesNobody() {
        WorkerTeam team = new WorkerTeam(2);
        team.close();
        assertFalse(team.tryHold());
    }
}
