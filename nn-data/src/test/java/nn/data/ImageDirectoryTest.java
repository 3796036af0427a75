package nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.ImageDataset;
import nn.core.data.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDirectoryTest {

    @TempDir
    Path directory;

    private void write(String name, BufferedImage image) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        assertTrue(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile()));
    }

    private static BufferedImage color(int type, int... rgb) {
        BufferedImage image = new BufferedImage(rgb.length, 1, type);
        for (int x = 0; x < rgb.length; x++) {
            image.setRGB(x, 0, 0xFF000000 | rgb[x]);
        }
        return image;
    }

    private static BufferedImage gray(int... values) {
        BufferedImage image = new BufferedImage(values.length, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < values.length; x++) {
            image.getRaster().setSample(x, 0, 0, values[x]);
        }
        return image;
    }

    private Dataset load() {
        return DataSource.of("images:" + directory).load().training();
    }

    private static double[] row(Dataset data, int row) {
        double[] values = new double[data.features().size()];
        data.read(row, values);
        return values;
    }

    @Test
    void classesAndFilesComeInTheOrderOfTheirNames() throws IOException {
        for (String name : List.of("10/b.png", "9/c.png", "9/a.png", "9/B.png")) {
            write(name, gray(name.charAt(name.length() - 5), 7));
        }
        Files.writeString(directory.resolve(".hidden"), "");
        Dataset data = load();
        assertEquals(new Targets.Classes(List.of("9", "10")), data.targets());
        assertEquals("1×2", ((ImageDataset) data).shape().toString());
        assertEquals(
                List.of('B', 'a', 'c', 'b'),
                List.of((char) row(data, 0)[0], (char) row(data, 1)[0], (char) row(data, 2)[0], (char)
                        row(data, 3)[0]));
        assertEquals(1, data.label(3));
    }

    @Test
    void grayValuesAreThoseOfTheFile() throws IOException {
        write("a/1.png", gray(0, 1, 127, 255));
        write("b/1.png", gray(3, 2, 1, 0));
        assertArrayEquals(new double[] {0, 1, 127, 255}, row(load(), 0));
    }

    @Test
    void colorsAreRedGreenAndBlueHoweverTheyAreStored() throws IOException {
        int[] colors = {0x010203, 0xFF8000};
        byte[][] palette = {{1, (byte) 0xFF}, {2, (byte) 0x80}, {3, 0}};
        BufferedImage indexed = new BufferedImage(
                2, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 2, palette[0], palette[1], palette[2]));
        indexed.getRaster().setSample(1, 0, 0, 1);
        write("a/1.png", color(BufferedImage.TYPE_3BYTE_BGR, colors));
        write("a/2.png", color(BufferedImage.TYPE_INT_RGB, colors));
        write("a/3.png", color(BufferedImage.TYPE_4BYTE_ABGR, colors));
        write("b/1.png", indexed);
        Dataset data = load();
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(new double[] {1, 2, 3, 255, 128, 0}, row(data, i), "image " + i);
        }
        assertEquals("1×2×3", ((ImageDataset) data).shape().toString());
    }

    @Test
    void jpegFilesAreDecoded() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(200, 100, 50));
        graphics.fillRect(0, 0, 16, 16);
        graphics.dispose();
        write("a/1.jpg", image);
        write("b/1.jpeg", image);
        double[] pixels = row(load(), 0);
        for (int i = 0; i < pixels.length; i += 3) {
            assertArrayEquals(new double[] {200, 100, 50}, Arrays.copyOfRange(pixels, i, i + 3), 3);
        }
    }

    @Test
    void aJpegFileThatEndsEarlyIsRefusedThoughItCouldBeFilledUp() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64 * 64; i++) {
            image.getRaster().setSample(i % 64, i / 64, 0, i * i % 251);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        write("b/1.jpg", image);
        Path cut = directory.resolve("a/1.jpg");
        Files.createDirectories(cut.getParent());
        for (int missing : new int[] {2, 10, 200, 1000}) {
            Files.write(cut, Arrays.copyOf(bytes.toByteArray(), bytes.size() - missing));
            NnException e = assertThrows(NnException.Data.class, this::load);
            assertTrue(e.getMessage().contains("/a/1.jpg cannot be decoded"), e.getMessage());
        }
    }

    @Test
    void aModelsClassesAreFoundByName() throws IOException {
        write("b/1.png", gray(1, 2));
        write("a/1.png", gray(3, 4));
        Dataset training = load();
        DataSource source = DataSource.of("images:" + directory);
        Targets more = new Targets.Classes(List.of("0", "a", "b"));
        Dataset aligned =
                source.load(CsvOptions.DEFAULTS, training.features(), more).training();
        assertEquals(List.of(1, 2), List.of(aligned.label(0), aligned.label(1)));
        Targets other = new Targets.Classes(List.of("a", "c"));
        NnException e = assertThrows(
                NnException.Data.class, () -> source.load(CsvOptions.DEFAULTS, training.features(), other));
        assertTrue(e.getMessage().contains("image 2 is of class \"b\", expected one of a, c"), e.getMessage());
        assertEquals(2, source.rows(CsvOptions.DEFAULTS, training.features()).rows());
    }

    @Test
    void filesWithoutClassesCanOnlyBePredicted() throws IOException {
        write("a/2.png", gray(1, 2));
        write("a/1.png", gray(3, 4));
        write("b/1.png", gray(9, 9));
        Dataset training = load();
        DataSource flat = DataSource.of("images:" + directory.resolve("a"));
        NnException e = assertThrows(NnException.Data.class, flat::load);
        assertTrue(e.getMessage().contains("/a: 0 classes, expected images of at least two"), e.getMessage());
        double[] first = new double[2];
        flat.rows(CsvOptions.DEFAULTS, training.features()).read(0, first);
        assertArrayEquals(new double[] {3, 4}, first);
    }

    @Test
    void aSizeThatTheFileCannotHoldIsRefusedBeforeItIsDecoded() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(gray(1, 2), "png", bytes);
        byte[] png = bytes.toByteArray();
        // Width and height of 6000, with the right checksum.
        java.nio.ByteBuffer file =
                java.nio.ByteBuffer.wrap(png).putInt(16, 6000).putInt(20, 6000);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        file.putInt(29, (int) crc.getValue());
        Path path = directory.resolve("a/1.png");
        Files.createDirectories(path.getParent());
        Files.write(path, png);
        write("b/1.png", gray(1, 2));
        NnException e = assertThrows(NnException.Data.class, this::load);
        assertTrue(e.getMessage().contains("claims 6000 × 6000 pixels in a file of"), e.getMessage());
    }
}
