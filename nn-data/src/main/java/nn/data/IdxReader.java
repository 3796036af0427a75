package nn.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nn.core.NnException;
import nn.core.data.Feature;
import nn.core.data.ImageDataset;
import nn.core.data.Pixels;
import nn.core.data.Rows;
import nn.core.data.Storage;
import nn.core.data.Targets;
import nn.core.matrix.Shape;

/**
 * Reads labelled images from a pair of IDX files, the format of MNIST, plain or compressed by gzip. Nothing is allocated before
 * the headers of both files have been held against their real lengths; every checksum is verified.
 *
 * <p>The classes are called "0", "1", … up to the largest label.
 */
public final class IdxReader implements DataReader {

    private static final int MOST_PIXELS = 1 << 24;

    private final String name;
    private final Shape shape;
    private final Pixels pixels;
    private final byte[] labels;

    /**
     * Reads both files.
     *
     * @param name what to call the data
     * @param images two to four dimensions: images, rows, columns, channels
     * @param labels one dimension
     * @param storage decides where the pixels are kept
     * @throws NnException.Data if a file is missing or damaged, or both do not belong together
     * @throws NnException.LimitExceeded if there are more labels than an array can hold, or images are too large
     */
    IdxReader(String name, Path images, Path labels, Storage storage) {
        this.name = name;
        IdxFile imageFile = new IdxFile(images);
        IdxFile labelFile = new IdxFile(labels);
        long[] dimensions = imageFile.dimensions();
        if (dimensions.length < 2) {
            throw new NnException.Data(imageFile.name()
                    + ": byte 3: 1 dimension, expected images with 2 to 4. Are images and labels interchanged?");
        }
        if (labelFile.dimensions().length != 1) {
            throw new NnException.Data(labelFile.name() + ": byte 3: " + labelFile.dimensions().length
                    + " dimensions, expected labels with 1. Are images and labels interchanged?");
        }
        if (labelFile.dimensions()[0] != dimensions[0]) {
            throw new NnException.Data(
                    labelFile.name() + ": byte 4: " + labelFile.dimensions()[0] + " labels, expected "
                            + dimensions[0] + " as there are images in " + imageFile.name()
                            + ". Take both files from the same set.");
        }
        long pixelsPerImage = Arrays.stream(dimensions).skip(1).reduce(1, (a, b) -> a * b);
        imageFile.requireAtMost(MOST_PIXELS, pixelsPerImage, "pixels in each image");
        shape = Shape.of(
                Arrays.stream(dimensions).skip(1).mapToInt(Math::toIntExact).toArray());
        this.labels = labelFile.read();
        pixels = imageFile.pixels(storage);
    }

    /**
     * Reads labelled images.
     *
     * @param images two to four dimensions: images, rows, columns, channels
     * @param labels one dimension
     * @throws NnException.Data if a file is missing or damaged, or both do not belong together
     * @throws NnException.LimitExceeded if there are more labels than an array can hold, or images are too large
     */
    public static ImageDataset read(Path images, Path labels) {
        return read(images, labels, Storage.auto());
    }

    /**
     * Reads labelled images.
     *
     * @param images two to four dimensions: images, rows, columns, channels
     * @param labels one dimension
     * @param storage decides where the pixels are kept
     * @throws NnException.Data if a file is missing or damaged, or both do not belong together
     * @throws NnException.LimitExceeded if there are more labels than an array can hold, or images are too large
     */
    public static ImageDataset read(Path images, Path labels, Storage storage) {
        return new IdxReader(DataFile.nameOf(images), images, labels, storage).dataset();
    }

    String name() {
        return name;
    }

    Shape shape() {
        return shape;
    }

    /** The number of classes up to the largest label. */
    int classes() {
        int most = 0;
        for (byte label : labels) {
            most = Math.max(most, label & 0xFF);
        }
        return most + 1;
    }

    @Override
    public ImageDataset dataset() {
        return dataset(classes());
    }

    @Override
    public ImageDataset dataset(List<Feature> features, Targets targets) {
        ImageDataset images = dataset(targets);
        Images.refuseOthers(images, features);
        return images;
    }

    @Override
    public Rows rows(List<Feature> features) {
        ImageDataset images = dataset();
        Images.refuseOthers(images, features);
        return images;
    }

    /** The images with classes "0", "1", …, as many as asked for. */
    ImageDataset dataset(int classes) {
        if (classes < 2) {
            throw new NnException.Data(name + ": every label is 0, expected at least two classes.");
        }
        return dataset(new Targets.Classes(
                IntStream.range(0, classes).mapToObj(String::valueOf).toList()));
    }

    /** The images with the classes of a model. */
    ImageDataset dataset(Targets targets) {
        if (!(targets instanceof Targets.Classes(List<String> names))) {
            throw new NnException.ModelFormat(name + ": the labels are classes, but the model predicts numbers.");
        }
        if (classes() > names.size()) {
            throw new NnException.ModelFormat(name + ": the largest label is " + (classes() - 1)
                    + ", but the model knows " + names.size() + " classes.");
        }
        return new ImageDataset(name, shape, pixels, labels, new Targets.Classes(names));
    }
}
