package nn.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.data.Feature;
import nn.core.data.ImageDataset;
import nn.core.data.Rows;
import nn.core.data.Storage;
import nn.core.data.Targets;

/**
 * Reads a directory with the four files of MNIST, or of a set that comes in the same form, such as Fashion-MNIST.
 *
 * <p>The files are {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and {@code
 * t10k-labels-idx1-ubyte}; also with {@code .idx} for {@code -idx}, and with {@code .gz} behind.
 */
public final class MnistReader implements DataReader {

    private final IdxReader training;
    private final IdxReader test;

    /**
     * Reads all four files.
     *
     * @throws NnException.Data if a file is missing or damaged, or files do not belong together
     */
    public MnistReader(Path directory) {
        this(directory, Storage.auto());
    }

    /**
     * Reads all four files.
     *
     * @param storage decides where the pixels are kept
     * @throws NnException.Data if a file is missing or damaged, or files do not belong together
     */
    public MnistReader(Path directory, Storage storage) {
        String name = DataFile.nameOf(directory);
        if (!Files.isDirectory(directory)) {
            throw new NnException.Data(
                    name
                            + " is not a directory, expected the directory with the four files of MNIST, as in mnist:data/mnist.");
        }
        Path trainImages = find(directory, "train-images", "idx3-ubyte");
        Path trainLabels = find(directory, "train-labels", "idx1-ubyte");
        Path testImages = find(directory, "t10k-images", "idx3-ubyte");
        Path testLabels = find(directory, "t10k-labels", "idx1-ubyte");
        training = new IdxReader(name + " training", trainImages, trainLabels, storage);
        test = new IdxReader(name + " test", testImages, testLabels, storage);
        if (!training.shape().equals(test.shape())) {
            throw new NnException.Data(name + ": test images are " + test.shape() + ", expected " + training.shape()
                    + " like the training images. Take all files from the same set.");
        }
    }

    private static Path find(Path directory, String stem, String kind) {
        return List.of(stem + "-" + kind, stem + "." + kind).stream()
                .flatMap(file -> List.of(file, file + ".gz").stream())
                .map(directory::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new NnException.Data(DataFile.nameOf(directory) + ": there is no " + stem + "-"
                        + kind + " or " + stem + "-" + kind + ".gz. Put the four files of MNIST into the directory."));
    }

    private int classes() {
        return Math.max(training.classes(), test.classes());
    }

    /** The images to learn from. */
    public ImageDataset training() {
        return training.dataset(classes());
    }

    /** The images for the test, with the same classes. */
    public ImageDataset test() {
        return test.dataset(classes());
    }

    @Override
    public ImageDataset dataset() {
        return training();
    }

    @Override
    public ImageDataset dataset(List<Feature> features, Targets targets) {
        return training.dataset(features, targets);
    }

    @Override
    public Rows rows(List<Feature> features) {
        return training.rows(features);
    }

    @Override
    public Optional<DataReader> testPart() {
        return Optional.of(test);
    }
}
