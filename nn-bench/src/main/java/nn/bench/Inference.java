package nn.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nn.core.data.ImageDataset;
import nn.core.kernel.Compute;
import nn.core.loss.SoftmaxCrossEntropy;
import nn.core.model.Model;
import nn.core.model.Predictor;
import nn.core.transform.Preprocessing;
import nn.core.transform.TargetScale;

/**
 * How long the network of W2 takes for one image, and how many images it takes in a second when it gets 10 000 at once. Images are
 * numbers from 0 to 1, as other libraries get them.
 */
final class Inference {

    private static final int WARM_UP_CALLS = 3_000;
    private static final int CALLS = 20_000;
    private static final int WARM_UP_RUNS = 2;
    private static final int RUNS = 9;

    private final ImageDataset images;
    private final int width;
    private final float[] pixels;
    private final Predictor predictor;
    private final float[] prediction;
    private final float[] predictions;

    private Inference(Compute compute) {
        images = WorkloadData.mnist().test();
        width = images.shape().size();
        pixels = new float[images.rows() * width];
        for (int i = 0; i < images.rows(); i++) {
            images.readScaled(compute.kernel(), i, 1 / 255f, pixels, i * width);
        }
        predictor = model().predictor(compute);
        prediction = new float[predictor.values()];
        predictions = new float[images.rows() * predictor.values()];
    }

    /** What the weights are makes no difference to the time. */
    private Model model() {
        return new Model(
                Workload.of("W2").network().build(images.shape(), 1),
                new Preprocessing(images.features(), List.of(), TargetScale.none(images.targets())),
                images.targets(),
                List.of(),
                new SoftmaxCrossEntropy(),
                new TreeMap<>());
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

    /** One image; which, does not matter. */
    private void predictOne(int image) {
        predictor.predict(pixels, image % images.rows() * width, 1, prediction, 0);
    }

    private void predictAll() {
        predictor.predict(pixels, 0, images.rows(), predictions, 0);
    }

    private double perSecond(double seconds) {
        return Math.rint(images.rows() / seconds);
    }

    private static double microseconds(double seconds) {
        return Math.rint(seconds * 1e8) / 100;
    }
}
