package nn.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nn.core.activation.Relu;
import nn.core.activation.Tanh;
import nn.core.data.Column;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.kernel.Compute;
import nn.core.kernel.MatrixKernel;
import nn.core.kernel.ScalarKernel;
import nn.core.layer.Dense;
import nn.core.layer.Dropout;
import nn.core.layer.LayerNorm;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.train.Trainer;
import nn.optimizers.Adam;
import nn.simd.VectorKernel;

/**
 * A program that trains small networks with each kernel, number of threads and locale, and prints a digest of what they learned.
 * {@link TrainingMatrixTest} runs it in JVMs with other flags.
 */
final class SmallTrainings {

    private static final int ROWS = 25;
    private static final int BATCH_SIZE = 11; // no multiple of any tile's height; the last batch has 3 rows
    private static final int K_BLOCK = 7;
    private static final List<Integer> THREADS = List.of(1, 2, 3, 7);
    private static final List<String> LOCALES = List.of("en", "ar-EG-u-nu-arab");

    private SmallTrainings() {}

    /**
     * Trains.
     *
     * @param arguments how often all trainings are repeated, so that the JIT compiles them in between
     */
    public static void main(String[] arguments) throws InterruptedException {
        MatrixKernel vector = new VectorKernel(12, K_BLOCK, 40);
        System.out.println("kernel " + vector.description());
        int trainings = 0;
        for (int repetition = 0; repetition < Integer.parseInt(arguments[0]); repetition++) {
            for (MatrixKernel kernel : List.of(new ScalarKernel(), vector)) {
                for (int threads : THREADS) {
                    for (String locale : LOCALES) {
                        Locale.setDefault(Locale.forLanguageTag(locale));
                        System.out.println("digest " + train(kernel, threads));
                        trainings++;
                    }
                }
            }
        }
        System.out.println("trainings " + trainings);
    }

    /** Trains both networks and returns the digest of all that they learned. */
    private static String train(MatrixKernel kernel, int threads) {
        Witness witness = new Witness(kernel, threads > 1);
        try (Compute whole = Compute.of(witness.kernel(), threads);
                Compute compute = whole.withBlocksOf(256)) {
            Network classifier = Trainer.of(NetworkSpec.builder()
                            .layer(new Dense(150))
                            .batchNorm()
                            .activation(new Relu())
                            .layer(new Dropout(0.3))
                            .layer(new Dense(3))
                            .spec())
                    .optimizer(new Adam(0.01))
                    .batchSize(BATCH_SIZE)
                    .epochs(1)
                    .compute(compute)
                    .fit(data("class"))
                    .model()
                    .network();
            Network regression = Trainer.of(NetworkSpec.builder()
                            .layer(new Dense(101))
                            .layer(new LayerNorm())
                            .activation(new Tanh())
                            .layer(new Dense(1))
                            .spec())
                    .optimizer(new Adam(0.01))
                    .batchSize(BATCH_SIZE)
                    .epochs(1)
                    .compute(compute)
                    .fit(data("y"))
                    .model()
                    .network();
            witness.check();
            return digest(classifier, regression);
        }
    }

    /** Normal features and a target. */
    private static Split data(String target) {
        RandomKey random = RandomKey.of(1, Purpose.DATA);
        Column[] columns = new Column[38];
        for (int j = 0; j < columns.length - 1; j++) {
            double[] values = new double[ROWS];
            for (int r = 0; r < ROWS; r++) {
                values[r] = random.with(j).normal(r);
            }
            columns[j] = new Column.Numeric("x" + j, values);
        }
        double[] first = ((Column.Numeric) columns[0]).values().toArray();
        if (target.equals("y")) {
            columns[columns.length - 1] = new Column.Numeric(target, first);
        } else {
            int[] labels = new int[ROWS];
            for (int r = 0; r < ROWS; r++) {
                labels[r] = first[r] < -0.4 ? 0 : first[r] < 0.4 ? 1 : 2;
            }
            columns[columns.length - 1] = new Column.Categorical(target, List.of("a", "b", "c"), labels);
        }
        return Split.random(TableDataset.of(new Table("small", List.of(columns)), List.of(target)), 0, 0, 1);
    }

    private static String digest(Network... networks) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Network network : networks) {
                for (float[] values : List.of(network.parameters(), network.state())) {
                    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
                    bytes.asFloatBuffer().put(values);
                    sha.update(bytes);
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sees what a kernel is called for, and by whom. */
    private static final class Witness {

        private final MatrixKernel observed;
        private final Thread caller = Thread.currentThread();
        private final CountDownLatch workerCame;
        private final TreeMap<String, Integer> seen = new TreeMap<>();

        Witness(MatrixKernel observed, boolean expectsWorkers) {
            this.observed = observed;
            workerCame = new CountDownLatch(expectsWorkers ? 1 : 0);
        }

        MatrixKernel kernel() {
            return (MatrixKernel) Proxy.newProxyInstance(
                    MatrixKernel.class.getClassLoader(),
                    new Class<?>[] {MatrixKernel.class},
                    (_, method, arguments) -> {
                        switch (method.getName()) {
                            case "gemm" -> product((int) arguments[2], (int) arguments[3], (int) arguments[4]);
                            case "affine" -> product((int) arguments[0], (int) arguments[1], (int) arguments[2]);
                            default -> {}
                        }
                        try {
                            return method.invoke(observed, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        /** Takes note of a product; the caller's first ones give a worker time to wake up. */
        private void product(int m, int n, int k) throws InterruptedException {
            if (Thread.currentThread().equals(caller)) {
                workerCame.await(100, TimeUnit.MILLISECONDS);
            } else {
                workerCame.countDown();
            }
            synchronized (seen) {
                count("several blocks of k", k > K_BLOCK);
                count("rows beyond whole tiles", m % 4 != 0 && m % 10 != 0 && m > 1);
                count("columns beyond whole vectors", n % 4 != 0 && n > 16);
            }
        }

        private void count(String what, boolean happens) {
            seen.merge(what, happens ? 1 : 0, Integer::sum);
        }

        void check() {
            if (seen.isEmpty() || seen.containsValue(0)) {
                throw new AssertionError("Not every path was taken: " + seen);
            }
            if (workerCame.getCount() > 0) {
                throw new AssertionError("No worker took part.");
            }
        }
    }
}
