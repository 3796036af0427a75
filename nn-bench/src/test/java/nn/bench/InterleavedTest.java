package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against a clock that only the candidates move. */
class InterleavedTest {

    private static final Interleaved.Plan PLAN = new Interleaved.Plan(5, 1_000, 10_000, 0);

    private long now;
    private int compilations;
    private final StringBuilder order = new StringBuilder();

    private List<Samples> measure(Interleaved.Plan plan, Runnable... candidates) {
        return new Interleaved(plan, () -> now, () -> compilations-- <= 0).measure(List.of(candidates));
    }

    /** A candidate that takes so many nanoseconds and leaves its letter when it takes over from another. */
    private Runnable taking(char letter, long nanos) {
        return () -> {
            now += nanos;
            if (order.isEmpty() || order.charAt(order.length() - 1) != letter) {
                order.append(letter);
            }
        };
    }

    @Test
    void aSampleIsTheTimeOfOneCall() {
        List<Samples> samples = measure(PLAN, taking('a', 7), taking('b', 5_000));
        assertEquals(7e-9, samples.get(0).median(), 1e-15);
        assertEquals(5e-6, samples.get(1).median(), 1e-15);
    }

    @Test
    void candidatesTakeTurnsAndEachRoundBeginsWithAnother() {
        measure(new Interleaved.Plan(3, 1_000, 10_000, 0), taking('a', 3), taking('b', 3), taking('c', 3));
        // Warming up, then the rounds abc, bca, cab.
        assertEquals("abc" + "abc" + "bca" + "cab", order.toString());
    }

    @Test
    void aSampleThatBecameTooShortIsRepeatedWithMoreCalls() {
        List<Long> calls = new ArrayList<>(List.of(0L));
        Runnable quickens = () -> {
            long call = calls.getFirst() + 1;
            calls.set(0, call);
            now += call <= 540 ? 100 : 1; // warming up takes about 500 calls
        };
        Samples samples =
                measure(new Interleaved.Plan(5, 1_000, 50_000, 0), quickens).getFirst();
        assertEquals(1e-9, samples.median(), 1e-15);
        assertTrue(calls.getFirst() > 3 * 1_000, calls.getFirst() + " calls, though a sample needs 1000");
    }

    @Test
    void everyCandidateWarmsUpForItsTime() {
        long[] firstMeasured = new long[1];
        Runnable other = () -> {
            if (firstMeasured[0] == 0) {
                firstMeasured[0] = now;
            }
            now += 10;
        };
        measure(PLAN, taking('a', 10), other);
        assertTrue(firstMeasured[0] >= PLAN.warmUpNanos(), firstMeasured[0] + " ns");
    }

    @Test
    void warmingUpLastsUntilTheJvmHasCompiled() {
        compilations = 100;
        measure(PLAN, taking('a', 10));
        long samples = 2L * PLAN.rounds() * PLAN.sampleNanos();
        assertTrue(now >= 100 * PLAN.sampleNanos(), now + " ns");
        assertTrue(now < 200 * PLAN.sampleNanos() + samples + PLAN.warmUpNanos(), now + " ns");
    }

    @Test
    void warmingUpEndsEvenIfTheJvmNeverStopsCompiling() {
        compilations = Integer.MAX_VALUE;
        measure(PLAN, taking('a', 100_000));
        assertTrue(now < 20_000_000_000L, now + " ns");
    }
}
