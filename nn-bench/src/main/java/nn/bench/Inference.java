package nn.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import nn.core.data.ImageDataset;
import nn.core.kernel.Compute;
import nn.core.matrix.Shape;
import nn.core.network.InferencePass;
import nn.core.network.Network;

/** How long the network of W2 takes for one image, and how many images it takes in a second when it gets 10 000 at once. */
final class Inference {

    private static final int WARM_UP_CALLS = 3_000;
    private static final int CALLS = 20_000;
    private static final int WARM_UP_RUNS = 2;
    private static final int RUNS = 9;

    private final ImageDataset images;
    private final int width;
    private final float[] pixels;
    private final InferencePass single;
    private final InferencePass all;
    private final float[] row;

    private Inference(Compute compute) {
        images = WorkloadData.mnist().test();
        width = images.shape().size();
        pixels = new float[images.rows() * width];
        for (int i = 0; i < images.rows(); i++) {
            images.readScaled(i, 1 / 255f, pixels, i * width);
        }
        // What the weights are makes no difference to the time.
        Network network = Workload.of("W2").network().build(Shape.of(width), 1);
        single = network.newInferencePass(compute, 1);
        all = network.newInferencePass(compute, images.rows());
        row = new float[width];
    }

    static Map<String, Object> run(Compute compute) {
        Inference inference = new Inference(compute);
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            inference.predictOne(i);
        }
        double[] seconds = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            inference.predictOne(i);
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Samples latencies = new Samples(seconds);
        double[] runs = new double[RUNS];
        for (int i = -WARM_UP_RUNS; i < RUNS; i++) {
            long start = System.nanoTime();
            inference.predictAll();
            if (i >= 0) {
                runs[i] = (System.nanoTime() - start) / 1e9;
            }
        }
        Samples throughputs = new Samples(runs);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("p50_us", microseconds(latencies.quantile(0.50)));
        fields.put("p99_us", microseconds(latencies.quantile(0.99)));
        fields.put("samples_per_s", inference.perSecond(throughputs.median()));
        fields.put("min", inference.perSecond(throughputs.worst()));
        fields.put("max", inference.perSecond(throughputs.best()));
        return fields;
    }

    /** The logits of one image; which, does not matter. */
    private void predictOne(int image) {
        System.arraycopy(pixels, image % images.rows() * width, row, 0, width);
        single.infer(row, 1);
    }

    /** The logits of all images. */
    private void predictAll() {
        all.infer(pixels, images.rows());
    }

    private double perSecond(double seconds) {
        return Math.rint(images.rows() / seconds);
    }

    private static double microseconds(double seconds) {
        return Math.rint(seconds * 1e8) / 100;
    }
}
