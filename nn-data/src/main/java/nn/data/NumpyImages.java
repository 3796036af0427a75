package nn.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.Rows;
import nn.core.data.Table;
import nn.core.data.Targets;
import nn.core.matrix.Shape;

/**
 * Images in arrays of NumPy: x of n × height × width or n × height × width × channels unsigned bytes, and y of n classes, whole
 * numbers from 0 or texts.
 */
final class NumpyImages implements DataReader {

    private final Images images;
    private final Optional<NumpyArrays> test;

    private NumpyImages(Images images, Optional<NumpyArrays> test) {
        this.images = images;
        this.test = test;
    }

    /** Reads the arrays as images if they are such and nothing else. */
    static Optional<NumpyImages> find(NumpyArrays arrays) {
        NumpyArrays training = arrays.training();
        boolean onlyImages = training.items().stream()
                .allMatch(item ->
                        item.name().equals(NumpyArrays.FEATURES) || item.name().equals(NumpyArrays.TARGETS));
        return training.find(NumpyArrays.FEATURES)
                .filter(x -> onlyImages && areImages(x))
                .filter(_ -> training.items().size() == 1
                        || training.find(NumpyArrays.TARGETS)
                                .filter(NumpyImages::areClasses)
                                .isPresent())
                .map(x -> new NumpyImages(read(arrays.name(), x, training.find(NumpyArrays.TARGETS)), arrays.test()));
    }

    private static boolean areImages(NpyArray x) {
        return x.type().isByte()
                && x.isRowByRow()
                && (x.shape().size() == 3 || x.shape().size() == 4);
    }

    private static boolean areClasses(NpyArray y) {
        return y.columns() == 1 && (y.type().isWhole() || y.type().isText());
    }

    private static Images read(String name, NpyArray x, Optional<NpyArray> y) {
        long pixels = (long) x.rows() * x.columns();
        if (pixels == 0) {
            throw new NnException.Data(x.name() + ": an array of " + x.shapeText() + " elements, expected images.");
        }
        if (pixels > Integer.MAX_VALUE - 8) {
            throw new NnException.LimitExceeded(x.name() + ": " + pixels + " pixels, over the limit of "
                    + (Integer.MAX_VALUE - 8) + " bytes in memory. Use a part of the images.");
        }
        Shape shape = Shape.of(x.shape().subList(1, x.shape().size()).stream()
                .mapToInt(Math::toIntExact)
                .toArray());
        // First without keeping anything, since an archive may claim more than it holds.
        x.check();
        return y.map(labels -> labeled(name, shape, x, labels))
                .orElseGet(() -> new Images(name, shape, x.rows(), x.bytes(), Optional.empty(), List.of()));
    }

    private static Images labeled(String name, Shape shape, NpyArray x, NpyArray y) {
        if (y.rows() != x.rows()) {
            throw new NnException.Data(
                    y.name() + ": " + y.rows() + " labels, expected " + x.rows() + " as there are images in x.");
        }
        NumpyArrays.Item item = new NumpyArrays.Item(NumpyArrays.TARGETS, Optional.of(y), Optional.empty());
        Table table = new NumpyReader(new NumpyArrays(name, List.of(item)), CsvOptions.DEFAULTS).table();
        byte[] labels = new byte[x.rows()];
        List<String> classes = switch (table.columns().getFirst()) {
            case Column.Numeric numbers -> {
                double most = Arrays.stream(numbers.values().toArray()).max().orElse(0);
                for (int i = 0; i < labels.length; i++) {
                    double label = numbers.values().get(i);
                    if (label < 0 || label >= Images.MOST_CLASSES) {
                        throw new NnException.Data(y.name() + ": label " + (i + 1) + " is " + (long) label
                                + ", expected whole numbers from 0 to " + (Images.MOST_CLASSES - 1) + ".");
                    }
                    labels[i] = (byte) label;
                }
                yield IntStream.rangeClosed(0, (int) most)
                        .mapToObj(String::valueOf)
                        .toList();
            }
            case Column.Categorical texts -> {
                if (texts.categories().size() > Images.MOST_CLASSES) {
                    throw new NnException.LimitExceeded(
                            y.name() + ": " + texts.categories().size() + " classes, over the limit of "
                                    + Images.MOST_CLASSES + " for images.");
                }
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = (byte) texts.codes().get(i);
                }
                yield texts.categories();
            }
        };
        return new Images(name, shape, x.rows(), x.bytes(), Optional.of(labels), classes);
    }

    @Override
    public Dataset dataset() {
        return images.dataset();
    }

    @Override
    public Dataset dataset(List<Feature> features, Targets targets) {
        return images.dataset(features, targets);
    }

    @Override
    public Rows rows(List<Feature> features) {
        return images.rows(features);
    }

    @Override
    public Optional<DataReader> testPart() {
        return test.map(arrays -> find(arrays)
                .<DataReader>map(found -> found)
                .orElseThrow(() -> new NnException.Data(arrays.name() + ": the arrays for the test are no images"
                        + " like those to learn from. Save both in the same form.")));
    }
}
