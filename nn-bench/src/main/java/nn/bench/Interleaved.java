package nn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Times candidates in turn. A machine's speed drifts over seconds, so times that are to be compared must come from the same
 * seconds: in each round every candidate gives one sample, and each round begins with another of them. A sample is the mean of so
 * many calls that they last {@link Plan#sampleNanos}.
 */
final class Interleaved {

    /** Samples are aimed this much longer than they must be, so that few have to be repeated. */
    private static final double AIM = 1.6;

    private static final long MOST_GROWTH = 64;

    /** How long to wait at most until the JVM has compiled what waits for it. */
    private static final long LONGEST_COMPILATION_NANOS = 10_000_000_000L;

    /**
     * How to measure.
     *
     * @param rounds samples of each candidate
     * @param sampleNanos how long a sample lasts at least
     * @param warmUpNanos how long each candidate runs at least before the first round
     * @param restNanos a pause before each sample, in which idle threads of the candidate before come to rest
     */
    record Plan(int rounds, long sampleNanos, long warmUpNanos, long restNanos) {

        private static final long MILLISECOND = 1_000_000;

        /**
         * For work on so many threads. Worker threads of native libraries go on spinning for up to 200 ms after their work, and
         * would take a processor away from the next candidate.
         */
        static Plan of(int rounds, int threads) {
            return new Plan(rounds, 6 * MILLISECOND, 150 * MILLISECOND, threads == 1 ? 0 : 220 * MILLISECOND);
        }
    }

    private final Plan plan;
    private final LongSupplier clock;
    private final BooleanSupplier compiled;

    Interleaved(Plan plan) {
        this(plan, System::nanoTime, JitCompiler::isIdle);
    }

    /** Measures with another clock, in nanoseconds, and another way to learn whether the JVM has compiled what it wants to. */
    Interleaved(Plan plan, LongSupplier clock, BooleanSupplier compiled) {
        this.plan = plan;
        this.clock = clock;
        this.compiled = compiled;
    }

    /** Times the candidates, each of which is one call; the result has their order. */
    List<Samples> measure(List<Runnable> candidates) {
        int n = candidates.size();
        long[] calls = new long[n];
        for (int i = 0; i < n; i++) {
            calls[i] = warmUp(candidates.get(i));
        }
        double[][] seconds = new double[n][plan.rounds()];
        for (int round = 0; round < plan.rounds(); round++) {
            for (int turn = 0; turn < n; turn++) {
                int i = (round + turn) % n;
                rest(candidates.get(i));
                long nanos = time(candidates.get(i), calls[i]);
                while (nanos < plan.sampleNanos()) {
                    calls[i] = enough(calls[i], nanos);
                    nanos = time(candidates.get(i), calls[i]);
                }
                seconds[i][round] = nanos / 1e9 / calls[i];
            }
        }
        List<Samples> samples = new ArrayList<>();
        for (double[] times : seconds) {
            samples.add(new Samples(times));
        }
        return samples;
    }

    /** Runs a candidate for a while, and until it is compiled; returns how many calls then make a sample. */
    private long warmUp(Runnable candidate) {
        long start = clock.getAsLong();
        long calls = 1;
        while (true) {
            long nanos = time(candidate, calls);
            calls = enough(calls, nanos);
            long passed = clock.getAsLong() - start;
            if (nanos >= plan.sampleNanos()
                    && passed >= plan.warmUpNanos()
                    && (compiled.getAsBoolean() || passed >= LONGEST_COMPILATION_NANOS)) {
                return calls;
            }
        }
    }

    /** How many calls make a sample, if so many lasted for so long. */
    private long enough(long calls, long nanos) {
        double factor = AIM * plan.sampleNanos() / Math.max(1, nanos);
        return Math.max(1, (long) Math.ceil(calls * Math.min(MOST_GROWTH, factor)));
    }

    /** Waits, and calls the candidate once so that its threads are awake again. */
    private void rest(Runnable candidate) {
        if (plan.restNanos() > 0) {
            try {
                Thread.sleep(plan.restNanos() / 1_000_000);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            candidate.run();
        }
    }

    private long time(Runnable candidate, long calls) {
        long start = clock.getAsLong();
        for (long i = 0; i < calls; i++) {
            candidate.run();
        }
        return clock.getAsLong() - start;
    }
}
