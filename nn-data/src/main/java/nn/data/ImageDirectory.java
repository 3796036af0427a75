package nn.data;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nn.core.Message;
import nn.core.NnException;
import nn.core.matrix.Shape;

/**
 * Reads PNG and JPEG files of one size below a directory.
 *
 * <pre>
 * pets/cat/1.png
 * pets/cat/2.jpg
 * pets/dog/1.png
 * </pre>
 *
 * <p>Each subdirectory is a class; classes and files come in the order of their names, whole numbers by size. A directory of
 * files without subdirectories holds images without classes, which can be predicted. Names that begin with a dot are left out;
 * anything else that is not an image is refused. Decoding needs the module java.desktop.
 */
final class ImageDirectory {

    private static final String DECODERS = "java.desktop";

    private final Path directory;

    private final String name;
    private final List<Path> files = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    private ImageDirectory(Path directory) {
        this.directory = directory;
        name = DataFile.nameOf(directory);
    }

    /**
     * Reads all images.
     *
     * @throws NnException.Data if there are none, one is damaged or has another size, or something else is there
     * @throws NnException.LimitExceeded if there are more classes or pixels than bytes and arrays can hold
     * @throws NnException.Configuration if this Java cannot decode images
     */
    static Images read(Path directory) {
        return new ImageDirectory(directory).read();
    }

    private Images read() {
        if (!Files.isDirectory(directory)) {
            throw new NnException.Data(name + " is not a directory, expected one with a subdirectory of images for each"
                    + " class, as in images:pets.");
        }
        List<Path> entries = entries(directory);
        List<String> classes = entries.stream()
                .filter(Files::isDirectory)
                .map(ImageDirectory::fileName)
                .toList();
        if (classes.size() > Images.MOST_CLASSES) {
            throw new NnException.LimitExceeded(name + ": " + classes.size() + " subdirectories, over the limit of "
                    + Images.MOST_CLASSES + " classes. Use fewer.");
        }
        if (classes.isEmpty()) {
            files.addAll(entries);
        } else {
            collect(entries, classes);
        }
        if (files.isEmpty()) {
            throw new NnException.Data(
                    name + " is empty, expected a subdirectory of PNG or JPEG images for each class.");
        }
        requireDecoders();
        return decode(classes);
    }

    private void collect(List<Path> entries, List<String> classes) {
        for (Path entry : entries) {
            if (!Files.isDirectory(entry)) {
                throw new NnException.Data(named(entry) + " stands beside the directories of the classes, expected"
                        + " images in them only. Move or remove it.");
            }
            List<Path> images = entries(entry);
            if (images.isEmpty()) {
                throw new NnException.Data(named(entry) + " is empty, expected PNG or JPEG images of this class.");
            }
            for (Path image : images) {
                files.add(image);
                labels.add(classes.indexOf(fileName(entry)));
            }
        }
    }

    private Images decode(List<String> classes) {
        DecodedImage first = ImageDecoder.read(files.getFirst(), named(files.getFirst()));
        long total = (long) first.pixels().length * files.size();
        if (total > Integer.MAX_VALUE - 8) {
            throw new NnException.LimitExceeded(name + ": " + files.size() + " images of " + first.shapeText() + " are "
                    + total + " bytes, over the limit of " + (Integer.MAX_VALUE - 8)
                    + " bytes. Use fewer or smaller ones.");
        }
        int size = first.pixels().length;
        // Grows as images are decoded, and not by what their number claims.
        byte[] pixels = Arrays.copyOf(first.pixels(), size);
        for (int i = 1; i < files.size(); i++) {
            DecodedImage next = ImageDecoder.read(files.get(i), named(files.get(i)));
            if (!next.hasShapeOf(first)) {
                throw new NnException.Data(
                        named(files.get(i)) + " has " + next.shapeText() + ", expected " + first.shapeText() + " as "
                                + named(files.getFirst()) + " has. Make all images alike, or remove it.");
            }
            if ((i + 1) * size > pixels.length) {
                pixels = Arrays.copyOf(pixels, (int) Math.min(total, Math.max(2L * pixels.length, 2L * size)));
            }
            System.arraycopy(next.pixels(), 0, pixels, i * size, size);
        }
        Shape shape = first.channels() == 1
                ? Shape.of(first.height(), first.width())
                : Shape.of(first.height(), first.width(), first.channels());
        return new Images(name, shape, files.size(), Arrays.copyOf(pixels, (int) total), labels(), classes);
    }

    private void requireDecoders() {
        if (ModuleLayer.boot().findModule(DECODERS).isPresent()) {
            return;
        }
        boolean installed = ModuleFinder.ofSystem().find(DECODERS).isPresent();
        throw new NnException.Configuration(name + ": images are decoded by Java's module " + DECODERS + ", which "
                + (installed
                        ? "this JVM does not use. Start it with --add-modules " + DECODERS + "."
                        : "this Java does not have. Use another, or link an image with it: NN_IMAGE_MODULES=" + DECODERS
                                + " ./image."));
    }

    private Optional<byte[]> labels() {
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[labels.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) labels.get(i);
        }
        return Optional.of(bytes);
    }

    /** What stands in a directory, in order, without hidden files. */
    private List<Path> entries(Path parent) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent)) {
            stream.forEach(entry -> {
                if (!fileName(entry).startsWith(".")) {
                    entries.add(entry);
                }
            });
        } catch (DirectoryIteratorException e) {
            throw DataFile.unreadable(named(parent), new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw DataFile.unreadable(named(parent), e);
        }
        Comparator<String> order =
                CategoryOrder.of(entries.stream().map(ImageDirectory::fileName).toList());
        entries.sort(Comparator.comparing(ImageDirectory::fileName, order));
        return entries;
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** A file as messages call it: below the directory. */
    private String named(Path path) {
        return Message.oneLine(name + "/" + directory.relativize(path), 120);
    }
}
