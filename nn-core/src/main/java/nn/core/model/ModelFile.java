package nn.core.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Feature;
import nn.core.data.Targets;
import nn.core.layer.Layer;
import nn.core.layer.ParameterLayout;
import nn.core.layer.Segment;
import nn.core.loss.Loss;
import nn.core.matrix.Shape;
import nn.core.network.Network;
import nn.core.network.NetworkSpec;
import nn.core.spi.Registry;
import nn.core.transform.Preprocessing;
import nn.core.transform.TargetScale;
import nn.core.transform.TargetScaling;
import nn.core.transform.Transform;

/**
 * A model as a {@link SafeTensors} file: parameters, state and learned vectors of transforms as tensors by name, everything
 * else as one JSON text under {@code nn.spec}.
 */
final class ModelFile {

    private static final String SPEC = "nn.spec";
    private static final long FORMAT = 1;
    private static final String TARGET_OFFSET = "target.offset";
    private static final String TARGET_SCALE = "target.scale";

    private ModelFile() {}

    static void write(Model model, Path file) {
        TreeMap<String, Tensor> tensors = new TreeMap<>();
        Network network = model.network();
        putSegments(tensors, network.layout(), network.parameters());
        putSegments(tensors, network.stateLayout(), network.state());
        Preprocessing preprocessing = model.preprocessing();
        for (int i = 0; i < preprocessing.steps().size(); i++) {
            String prefix = prefix(i);
            preprocessing
                    .steps()
                    .get(i)
                    .learned()
                    .forEach((name, vector) -> tensors.put(prefix + name, Tensor.of(vector)));
        }
        tensors.put(TARGET_OFFSET, Tensor.of(preprocessing.targetScale().offset()));
        tensors.put(TARGET_SCALE, Tensor.of(preprocessing.targetScale().scale()));
        TreeMap<String, String> metadata = new TreeMap<>();
        metadata.put(SPEC, Json.write(spec(model)));
        new SafeTensors(metadata, tensors).write(file);
    }

    private static void putSegments(Map<String, Tensor> tensors, ParameterLayout layout, float[] values) {
        for (Segment segment : layout.segments()) {
            List<Integer> shape = segment.shape().dimensions();
            tensors.put(segment.name(), Tensor.of(shape, values, segment.from(), segment.size()));
        }
    }

    private static String prefix(int step) {
        return "transform" + (step + 1) + ".";
    }

    private static Map<String, Object> spec(Model model) {
        Map<String, Object> network = new LinkedHashMap<>();
        network.put("input-shape", model.network().inputShape().dimensions());
        network.put(
                "layers",
                model.network().spec().layers().stream().map(Layer::spec).toList());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("format", FORMAT);
        spec.put("network", network);
        spec.put(
                "features",
                model.preprocessing().inputs().stream().map(ModelFile::feature).toList());
        spec.put(
                "transforms",
                model.preprocessing().steps().stream()
                        .map(step -> step.transform().spec())
                        .toList());
        spec.put(
                model.targets() instanceof Targets.Classes ? "classes" : "values",
                model.targets().names());
        spec.put("target-scale", model.preprocessing().targetScale().scaling().toString());
        spec.put("target-columns", model.targetColumns());
        spec.put("loss", model.loss().spec());
        spec.put("provenance", model.provenance());
        return spec;
    }

    private static Map<String, Object> feature(Feature feature) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", feature.name());
        if (feature.isCategorical()) {
            object.put("categories", feature.categories());
        }
        return object;
    }

    static Model read(Path file, Registry registry) {
        return read(SafeTensors.read(file), file.toString(), registry);
    }

    static Model read(SafeTensors content, String file, Registry registry) {
        String spec = content.metadata().get(SPEC);
        if (spec == null) {
            throw new NnException.ModelFormat(
                    file + ": a safetensors file, but not a model of nn: it has no " + SPEC + ".");
        }
        JsonObject json = JsonObject.of(Json.read(spec, file), file);
        try {
            return read(json, content.tensors(), registry);
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new NnException.ModelFormat(file + ": " + e.getMessage(), e);
        } catch (NnException.LimitExceeded e) {
            throw new NnException.LimitExceeded(file + ": " + e.getMessage());
        } catch (NnException.Configuration e) {
            throw new NnException.ModelFormat(
                    file + ": " + e.getMessage() + " A model needs the plugins it was trained with.", e);
        }
    }

    private static Model read(JsonObject spec, SortedMap<String, Tensor> tensors, Registry registry) {
        long format = spec.number("format");
        if (format != FORMAT) {
            throw new NnException.ModelFormat(spec.source() + ": format " + format + ", this version reads " + FORMAT
                    + ". Use the version of nn that wrote it, or a newer one.");
        }
        Targets targets = spec.has("classes")
                ? new Targets.Classes(spec.texts("classes"))
                : new Targets.Values(spec.texts("values"));
        TreeMap<String, String> provenance = new TreeMap<>();
        JsonObject facts = spec.object("provenance");
        facts.keys().forEach(key -> provenance.put(key, facts.text(key)));
        return new Model(
                network(spec.object("network"), tensors, registry),
                preprocessing(spec, tensors, targets, registry),
                targets,
                spec.texts("target-columns"),
                registry.create(Loss.class, Json.toSpec(spec.object("loss"))),
                provenance);
    }

    private static Network network(JsonObject spec, SortedMap<String, Tensor> tensors, Registry registry) {
        List<Layer> layers = spec.objects("layers").stream()
                .map(layer -> registry.create(Layer.class, Json.toSpec(layer)))
                .toList();
        int[] inputShape =
                spec.numbers("input-shape").stream().mapToInt(Math::toIntExact).toArray();
        return new NetworkSpec(layers)
                .restore(Shape.of(inputShape), segment -> floats(tensors, segment, spec.source()));
    }

    private static float[] floats(SortedMap<String, Tensor> tensors, Segment segment, String source) {
        Tensor tensor = tensor(tensors, segment.name(), source);
        List<Long> expected =
                segment.shape().dimensions().stream().map(Integer::longValue).toList();
        if (!tensor.shape().equals(expected)) {
            throw new NnException.ModelFormat(source + ": tensor " + Message.quote(segment.name()) + " has shape "
                    + tensor.shape() + ", expected " + expected + ".");
        }
        float[] values = tensor.floats();
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new NnException.ModelFormat(source + ": tensor " + Message.quote(segment.name()) + " holds "
                        + value + ", expected finite numbers.");
            }
        }
        return values;
    }

    private static double[] vector(Tensor tensor, String name, String source) {
        if (tensor.shape().size() != 1) {
            throw new NnException.ModelFormat(source + ": tensor " + Message.quote(name) + " has shape "
                    + tensor.shape() + ", expected one dimension.");
        }
        return tensor.doubles();
    }

    private static Tensor tensor(SortedMap<String, Tensor> tensors, String name, String source) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new NnException.ModelFormat(source + ": there is no tensor " + Message.quote(name) + ".");
        }
        return tensor;
    }

    private static Preprocessing preprocessing(
            JsonObject spec, SortedMap<String, Tensor> tensors, Targets targets, Registry registry) {
        List<Feature> inputs = spec.objects("features").stream()
                .map(f -> new Feature(f.text("name"), f.has("categories") ? f.texts("categories") : List.of()))
                .toList();
        List<Transform> transforms = spec.objects("transforms").stream()
                .map(transform -> registry.create(Transform.class, Json.toSpec(transform)))
                .toList();
        List<Preprocessing.Step> steps =
                Preprocessing.restore(inputs, transforms, step -> learned(tensors, prefix(step), spec.source()));
        TargetScale scale = new TargetScale(
                scaling(spec),
                vector(tensor(tensors, TARGET_OFFSET, spec.source()), TARGET_OFFSET, spec.source()),
                vector(tensor(tensors, TARGET_SCALE, spec.source()), TARGET_SCALE, spec.source()));
        int expected = TargetScale.none(targets).scale().length;
        if (scale.offset().length != expected || scale.scale().length != expected) {
            throw new NnException.ModelFormat(
                    spec.source() + ": scales of " + scale.scale().length + " targets, expected " + expected + ".");
        }
        return new Preprocessing(inputs, steps, scale);
    }

    /** Models without this entry are older; their scales are of the one kind that there was. */
    private static TargetScaling scaling(JsonObject spec) {
        String name = spec.has("target-scale") ? spec.text("target-scale") : TargetScaling.STANDARDIZE.toString();
        return Arrays.stream(TargetScaling.values())
                .filter(scaling -> scaling.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new NnException.ModelFormat(spec.source() + ": target scale " + Message.quote(name)
                        + ", expected one of " + Arrays.toString(TargetScaling.values()) + "."));
    }

    private static SortedMap<String, double[]> learned(
            SortedMap<String, Tensor> tensors, String prefix, String source) {
        TreeMap<String, double[]> learned = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                learned.put(name.substring(prefix.length()), vector(tensor, name, source));
            }
        });
        return learned;
    }
}
