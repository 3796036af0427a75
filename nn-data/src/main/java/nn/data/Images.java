package nn.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Feature;
import nn.core.data.ImageDataset;
import nn.core.data.Rows;
import nn.core.data.Targets;
import nn.core.matrix.Shape;

/**
 * Images of one size, as they were found in files.
 *
 * @param name what to call them in messages
 * @param shape the dimensions of an image
 * @param count the number of images
 * @param pixels image after image, a byte each
 * @param labels for each image the index of its class; empty if classes are not known
 * @param classes the classes' names
 */
record Images(String name, Shape shape, int count, byte[] pixels, Optional<byte[]> labels, List<String> classes)
        implements DataReader {

    /** The most classes, since a label is a byte. */
    static final int MOST_CLASSES = 256;

    @Override
    public Dataset dataset() {
        if (classes.size() < 2) {
            throw new NnException.Data(name + ": " + classes.size() + (classes.size() == 1 ? " class" : " classes")
                    + ", expected images of at least two.");
        }
        return new ImageDataset(name, shape, pixels, known(), new Targets.Classes(classes));
    }

    private byte[] known() {
        return labels.orElseThrow(
                () -> new NnException.Data(name + ": images without classes, expected a class for each."));
    }

    @Override
    public Dataset dataset(List<Feature> features, Targets targets) {
        if (!(targets instanceof Targets.Classes(List<String> names))) {
            throw new NnException.ModelFormat(name + ": the images have classes, but the model predicts numbers.");
        }
        int[] codes = classes.stream().mapToInt(names::indexOf).toArray();
        byte[] own = known();
        byte[] aligned = new byte[own.length];
        for (int i = 0; i < own.length; i++) {
            int code = codes[own[i] & 0xFF];
            if (code < 0) {
                throw new NnException.Data(name + ": image " + (i + 1) + " is of class "
                        + Message.quote(classes.get(own[i] & 0xFF)) + ", expected one of "
                        + Message.oneLine(String.join(", ", names), 100) + ", which the model knows.");
            }
            aligned[i] = (byte) code;
        }
        ImageDataset images = new ImageDataset(name, shape, pixels, aligned, new Targets.Classes(names));
        refuseOthers(images, features);
        return images;
    }

    @Override
    public Rows rows(List<Feature> features) {
        Rows rows = new Pixels();
        refuseOthers(rows, features);
        return rows;
    }

    /** Refuses images that do not have the features of a model. */
    static void refuseOthers(Rows images, List<Feature> features) {
        if (!images.features().equals(features)) {
            throw new NnException.ModelFormat(
                    images.name() + ": images of " + images.features().size() + " pixels, but the model"
                            + " expects " + features.size() + " features from "
                            + Message.quote(features.getFirst().name())
                            + " on. Use the data on which it was trained.");
        }
    }

    /** The images without their classes. */
    private final class Pixels implements Rows {
        private final List<Feature> features = IntStream.rangeClosed(1, shape.size())
                .mapToObj(i -> Feature.number("pixel" + i))
                .toList();

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rows() {
            return count;
        }

        @Override
        public List<Feature> features() {
            return features;
        }

        @Override
        public void read(int row, double[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = pixels[row * values.length + i] & 0xFF;
            }
        }
    }
}
