package nn.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomKeyTest {

    private static final RandomKey KEY = new RandomKey(1234567);

    @Test
    void theNumbersAreThoseOfSplitMix64() {
        // The JDK's generator is SplitMix64 with the same constants.
        SplittableRandom splitMix = new SplittableRandom(1234567);
        for (int i = 0; i < 100; i++) {
            assertEquals(splitMix.nextLong(), KEY.bits(i));
        }
        // The published first outputs for the seed 1234567.
        assertEquals(6457827717110365317L, KEY.bits(0));
        assertEquals(3203168211198807973L, KEY.bits(1));
    }

    @Test
    void theNumbersOfASeedNeverChange() {
        assertEquals(
                4873323447600832611L, RandomKey.of(1, Purpose.INITIAL_WEIGHTS).bits(0));
        assertEquals(7201905316577849722L, RandomKey.of(1, Purpose.BATCH_ORDER).bits(0));
        assertEquals(4430289705382810615L, RandomKey.of(1, Purpose.LAYER_NOISE).bits(0));
        assertEquals(-2036603108690058562L, RandomKey.of(1, Purpose.SPLIT).bits(0));
        assertEquals(-5120772861827084603L, RandomKey.of(1, Purpose.DATA).bits(0));
        assertEquals(
                -7024700265884113093L, RandomKey.of(-7, Purpose.DATA).with(3).bits(5));
        assertEquals("0x1.b6c588418d885p-2", Double.toHexString(KEY.normal(0)));
    }

    @Test
    void keysOfPurposesSeedsAndPartsDiffer() {
        TreeSet<Long> keys = new TreeSet<>();
        int made = 0;
        for (long seed = -50; seed < 50; seed++) {
            for (Purpose purpose : Purpose.values()) {
                keys.add(RandomKey.of(seed, purpose).key());
                keys.add(RandomKey.of(seed, purpose).with(0).key());
                keys.add(RandomKey.of(seed, purpose).with(1).key());
                made += 3;
            }
        }
        assertEquals(made, keys.size());
        assertNotEquals(KEY.with(1).with(2), KEY.with(2).with(1));
        assertEquals(
                Purpose.values().length,
                Arrays.stream(Purpose.values()).map(Purpose::number).distinct().count());
    }

    @Test
    void uniformNumbersFillTheUnitInterval() {
        int n = 100_000;
        int[] bins = new int[100];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double u = KEY.uniformDouble(i);
            float f = KEY.uniform(i);
            assertTrue(u >= 0 && u < 1 && f >= 0 && f < 1);
            assertEquals(u, f, 0x1p-24);
            bins[(int) (100 * u)]++;
            sum += u;
        }
        assertEquals(0.5, sum / n, 5 / Math.sqrt(12.0 * n));
        double chiSquare = Arrays.stream(bins)
                .mapToDouble(count -> (count - n / 100.0) * (count - n / 100.0) / (n / 100.0))
                .sum();
        // 99 degrees of freedom: mean 99, standard deviation 14.
        assertEquals(99, chiSquare, 70);
    }

    @Test
    void normalNumbersHaveMeanZeroAndVarianceOne() {
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        int beyondTwo = 0;
        for (int i = 0; i < n; i++) {
            double x = KEY.normal(i);
            sum += x;
            squares += x * x;
            beyondTwo += Math.abs(x) > 2 ? 1 : 0;
        }
        assertEquals(0, sum / n, 5 / Math.sqrt(n));
        assertEquals(1, squares / n, 5 * Math.sqrt(2.0 / n));
        assertEquals(0.0455, (double) beyondTwo / n, 0.0033);
    }

    @Test
    void belowReachesEveryNumberAndNoOther() {
        int[] count = new int[7];
        for (int i = 0; i < 7000; i++) {
            count[KEY.below(7, i)]++;
        }
        for (int c : count) {
            assertEquals(1000, c, 160);
        }
        assertEquals(0, KEY.below(1, 3));
        for (int i = 0; i < 1000; i++) {
            assertTrue(KEY.below(Integer.MAX_VALUE, i) >= 0);
        }
    }

    @Test
    void aShuffleIsAPermutationThatFollowsFromTheKey() {
        int[] sorted = IntStream.range(0, 1000).toArray();
        int[] shuffled = sorted.clone();
        KEY.shuffle(shuffled);
        int[] again = sorted.clone();
        KEY.shuffle(again);
        assertArrayEquals(again, shuffled);
        int[] other = sorted.clone();
        KEY.with(1).shuffle(other);
        assertFalse(Arrays.equals(other, shuffled));
        assertFalse(Arrays.equals(sorted, shuffled));
        Arrays.sort(shuffled);
        assertArrayEquals(sorted, shuffled);
        KEY.shuffle(new int[0]);
    }

    @Test
    void everyPermutationIsAboutAsFrequent() {
        int[] count = new int[6];
        for (int i = 0; i < 6000; i++) {
            int[] values = {0, 1, 2};
            KEY.with(i).shuffle(values);
            count[2 * values[0] + (values[1] > values[2] ? 1 : 0)]++;
        }
        for (int c : count) {
            assertEquals(1000, c, 150);
        }
    }
}
