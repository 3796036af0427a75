package nn.core.data;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import nn.core.kernel.MatrixKernel;
import nn.core.matrix.Shape;

/** Labelled images of one size that stay bytes, 0 to 255 per pixel, until a batch is gathered. */
public final class ImageDataset implements Dataset {

    private final String name;
    private final Shape shape;
    private final int pixelsPerImage;
    private final Pixels pixels;
    private final byte[] labels;
    private final Targets.Classes classes;
    private final List<Feature> features;

    /**
     * Wraps arrays, which are not copied.
     *
     * @param name what a person calls the data
     * @param shape the dimensions of an image
     * @param pixels image after image
     * @param labels one for each image, indices into the class names
     * @param classes the class names
     */
    public ImageDataset(String name, Shape shape, byte[] pixels, byte[] labels, Targets.Classes classes) {
        this(name, shape, Pixels.of(pixels), labels, classes);
    }

    /**
     * Wraps pixels, wherever they are, and an array of labels, which is not copied.
     *
     * @param name what a person calls the data
     * @param shape the dimensions of an image
     * @param pixels image after image
     * @param labels one for each image, indices into the class names
     * @param classes the class names
     */
    public ImageDataset(String name, Shape shape, Pixels pixels, byte[] labels, Targets.Classes classes) {
        this.name = name;
        this.shape = shape;
        this.pixelsPerImage = shape.size();
        this.pixels = pixels;
        this.labels = labels;
        this.classes = classes;
        if ((long) labels.length * pixelsPerImage != pixels.length()) {
            throw new IllegalArgumentException(
                    name + ": " + pixels.length() + " pixels for " + labels.length + " images of " + shape + ".");
        }
        for (byte label : labels) {
            Objects.checkIndex(label & 0xFF, classes.names().size());
        }
        features = IntStream.range(0, pixelsPerImage)
                .mapToObj(i -> Feature.number("pixel" + (i + 1)))
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    /** The dimensions of an image. */
    public Shape shape() {
        return shape;
    }

    @Override
    public int rows() {
        return labels.length;
    }

    @Override
    public List<Feature> features() {
        return features;
    }

    @Override
    public void read(int row, double[] values) {
        long from = (long) row * pixelsPerImage;
        for (int i = 0; i < pixelsPerImage; i++) {
            values[i] = pixels.get(from + i);
        }
    }

    /**
     * Asks memory for the pixels of an image that is read soon: the processor waits for many images at once instead of one after the
     * other.
     *
     * @param row its number, from 0
     * @return a number without meaning, to be kept somewhere, since a read that nobody needs is left out
     */
    public int touch(int row) {
        return pixels.touch((long) row * pixelsPerImage, pixelsPerImage);
    }

    /**
     * Reads an image as scaled floats.
     *
     * @param kernel computes
     * @param row its number, from 0
     * @param factor what each pixel is multiplied with
     * @param target overwritten with the pixels
     * @param targetFrom index of the first of them
     */
    public void readScaled(MatrixKernel kernel, int row, float factor, float[] target, int targetFrom) {
        pixels.scaled(kernel, (long) row * pixelsPerImage, pixelsPerImage, factor, target, targetFrom);
    }

    @Override
    public Targets.Classes targets() {
        return classes;
    }

    @Override
    public int label(int row) {
        return labels[row] & 0xFF;
    }

    @Override
    public double value(int row, int quantity) {
        throw new IllegalArgumentException(name + ": the targets are classes.");
    }
}
