package nn.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.ImageDataset;
import nn.core.data.Targets;
import nn.core.matrix.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {

    private static final byte[] IMAGES = IdxBytes.images(4, 3, 2);
    private static final byte[] LABELS = IdxBytes.labels(2, 0, 1, 2);
    private static final long SMALL = 4 << 20;

    @TempDir
    private Path directory;

    private ImageDataset read(byte[] images, byte[] labels) throws IOException {
        return IdxReader.read(
                Files.write(directory.resolve("images"), images), Files.write(directory.resolve("labels"), labels));
    }

    private NnException refused(byte[] images, byte[] labels) {
        NnException e = assertThrows(NnException.class, () -> read(images, labels));
        assertTrue(e instanceof NnException.Data || e instanceof NnException.LimitExceeded, e.toString());
        assertTrue(e.getMessage().contains("images") || e.getMessage().contains("labels"), e.getMessage());
        return e;
    }

    private NnException.Data malformed(byte[] images, byte[] labels, String... parts) {
        NnException.Data e = assertThrows(NnException.Data.class, () -> read(images, labels));
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
        return e;
    }

    private static double[] pixels(Dataset data, int row) {
        double[] pixels = new double[data.features().size()];
        data.read(row, pixels);
        return pixels;
    }

    @Test
    void readsPlainAndCompressedFiles() throws IOException {
        for (byte[] images : List.of(IMAGES, Gzip.compress(IMAGES))) {
            for (byte[] labels : List.of(LABELS, Gzip.compress(LABELS))) {
                ImageDataset data = read(images, labels);
                assertEquals(4, data.rows());
                assertEquals(Shape.of(3, 2), data.shape());
                assertEquals(new Targets.Classes(List.of("0", "1", "2")), data.targets());
                assertEquals(2, data.label(3));
                assertArrayEquals(new double[] {0, 38, 138, 300 - 256, 524 - 512, 810 - 768}, pixels(data, 0));
            }
        }
    }

    @Test
    void readsSeveralGzipMembers() throws IOException {
        byte[] members = Gzip.concat(
                Gzip.compress(Arrays.copyOf(IMAGES, 5)),
                Gzip.compress(new byte[0]),
                Gzip.compress(Arrays.copyOfRange(IMAGES, 5, IMAGES.length)));
        assertEquals(DataDigest.of(read(IMAGES, LABELS)), DataDigest.of(read(members, LABELS)));
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] images = Gzip.compress(IMAGES);
        byte[] labels = Gzip.compress(LABELS);
        for (int n = 0; n < images.length; n++) {
            refused(Arrays.copyOf(images, n), labels);
        }
        for (int n = 0; n < labels.length; n++) {
            refused(images, Arrays.copyOf(labels, n));
        }
        for (int n = 0; n < IMAGES.length; n++) {
            refused(Arrays.copyOf(IMAGES, n), labels);
        }
        for (int n = 0; n < LABELS.length; n++) {
            refused(images, Arrays.copyOf(LABELS, n));
        }
    }

    /**
     * A flipped bit is refused, or it is one that means nothing: the text flag, the time, the compression level and the system in
     * the header, and the bits that fill the last byte of compressed data. Then the data are the same.
     */
    @Test
    void everyFlippedBitIsRefusedOrMeansNothing() throws IOException {
        byte[] images = Gzip.compress(IMAGES);
        byte[] labels = Gzip.compress(LABELS);
        String digest = DataDigest.of(read(images, labels));
        flipEveryBit(images, damaged -> read(damaged, labels), digest);
        flipEveryBit(labels, damaged -> read(images, damaged), digest);
    }

    private interface Reading {
        Dataset of(byte[] file) throws IOException;
    }

    private static void flipEveryBit(byte[] file, Reading reading, String digest) throws IOException {
        int harmless = 0;
        for (int bit = 0; bit < 8 * file.length; bit++) {
            byte[] damaged = file.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Optional<Dataset> data;
            try {
                data = Optional.of(reading.of(damaged));
            } catch (NnException.Data e) {
                data = Optional.empty();
            }
            if (data.isPresent()) {
                harmless++;
                int at = bit / 8;
                assertTrue(bit == 3 * 8 || (at >= 4 && at < 10) || at == file.length - 9, "bit " + bit);
                assertEquals(digest, DataDigest.of(data.get()), "bit " + bit);
            }
        }
        assertTrue(harmless >= 1 + 6 * 8 && harmless < 1 + 7 * 8, harmless + " flips went unnoticed");
    }

    @Test
    void nothingMayFollowTheData() {
        malformed(Gzip.concat(IMAGES, new byte[1]), LABELS, "byte 4", "24 bytes", "25");
        byte[] images = compress(IMAGES);
        malformed(Gzip.concat(images, new byte[2]), LABELS, "byte " + (images.length + 2), "found 0000");
        malformed(Gzip.concat(images, new byte[1]), LABELS, "byte " + (images.length + 1), "ends inside");
        malformed(Gzip.concat(images, images), LABELS, "byte 4", "24 bytes");
        malformed(compress(Gzip.concat(IMAGES, new byte[1])), LABELS, "byte 4", "24 bytes", "25");
    }

    private static byte[] compress(byte[] bytes) {
        try {
            return Gzip.compress(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDamagedSecondMemberIsRefused() {
        byte[] first = compress(Arrays.copyOf(IMAGES, 20));
        byte[] second = compress(Arrays.copyOfRange(IMAGES, 20, IMAGES.length));
        byte[] both = Gzip.concat(first, second);
        for (int n = first.length + 1; n < both.length; n++) {
            malformed(Arrays.copyOf(both, n), LABELS);
        }
        for (int at = first.length; at < both.length; at++) {
            if (at < first.length + 4 || at >= first.length + 10) {
                byte[] damaged = both.clone();
                damaged[at] ^= (byte) 0x82;
                malformed(damaged, LABELS);
            }
        }
    }

    @Test
    void optionalHeaderFieldsAreReadAndChecked() throws IOException {
        byte[] plain = Gzip.compress(IMAGES);
        byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
        byte[] start = Arrays.copyOf(plain, 10);
        start[3] = 2 + 4 + 8 + 16;
        byte[] header = Gzip.concat(
                start, new byte[] {3, 0, 'x', 'y', 'z'}, "name\0".getBytes(US_ASCII), "note\0".getBytes(US_ASCII));
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] check = {(byte) crc.getValue(), (byte) (crc.getValue() >>> 8)};
        assertEquals(4, read(Gzip.concat(header, check, body), LABELS).rows());
        header[4] ^= 1;
        malformed(Gzip.concat(header, check, body), LABELS, "checksum of the gzip header");
        start[3] = (byte) 0x80;
        malformed(Gzip.concat(start, body), LABELS, "reserved flags");
        start[3] = 8;
        malformed(Gzip.concat(start, new byte[100_000]).clone(), LABELS);
        byte[] endless = new byte[100_000];
        Arrays.fill(endless, (byte) 'n');
        malformed(Gzip.concat(start, endless), LABELS, "does not end");
    }

    @Test
    void claimsAreHeldAgainstTheFileBeforeMemoryIsAskedFor() throws IOException {
        long most = 0xFFFF_FFFFL;
        for (byte[] header : List.of(
                IdxBytes.header(1L << 31, 28, 28),
                IdxBytes.header(most, most, most),
                IdxBytes.header(most, most, most, most),
                IdxBytes.header(1 << 16, 1 << 8, 1 << 8),
                IdxBytes.header(1 << 16, 1 << 16, 1 << 16, 1 << 16),
                IdxBytes.header(2_000_000_000, 1, 1),
                IdxBytes.header(60_000, 28, 28))) {
            for (byte[] images : List.of(header, Gzip.concat(header, new byte[1000]))) {
                for (byte[] file : List.of(images, Gzip.compress(images))) {
                    Path path = Files.write(directory.resolve("images"), file);
                    Path labels = Files.write(directory.resolve("labels"), LABELS);
                    long allocated = Allocation.of(() -> assertRefusedAtOnce(path, labels));
                    assertTrue(allocated < SMALL, "allocated " + allocated);
                }
            }
        }
        Path images = Files.write(directory.resolve("images"), IMAGES);
        Path labels = Files.write(directory.resolve("labels"), IdxBytes.header(1L << 31));
        assertTrue(Allocation.of(() -> assertRefusedAtOnce(images, labels)) < SMALL);
    }

    private static void assertRefusedAtOnce(Path images, Path labels) {
        long start = System.nanoTime();
        assertThrows(NnException.Data.class, () -> IdxReader.read(images, labels));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(1).toNanos());
    }

    @Test
    void memoryIsThatOfTheData() throws IOException {
        byte[] images = IdxBytes.images(20_000, 28, 28);
        byte[] labels = IdxBytes.labels(new int[20_000]);
        labels[8] = 1;
        Path imageFile = Files.write(directory.resolve("images"), Gzip.compress(images));
        Path labelFile = Files.write(directory.resolve("labels"), Gzip.compress(labels));
        long allocated = Allocation.of(() -> IdxReader.read(imageFile, labelFile));
        assertTrue(
                allocated <= images.length + labels.length + SMALL, "allocated " + allocated + " for " + images.length);
    }

    @Test
    void inflationEndsAtTheLimit() throws IOException {
        // Zeros compress to a thousandth; the stream stops at its limit whatever follows.
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(Gzip.compress(new byte[0]), 10));
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, new Deflater(9, true))) {
            for (int i = 0; i < 64; i++) {
                deflate.write(new byte[1 << 20]);
            }
        }
        try (GzipStream in = new GzipStream(new ByteArrayInputStream(out.toByteArray()), "zeros.gz", 10 << 20)) {
            byte[] buffer = new byte[1 << 16];
            NnException.LimitExceeded e = assertThrows(NnException.LimitExceeded.class, () -> {
                while (in.read(buffer) >= 0) {
                    assertFalse(Thread.interrupted());
                }
            });
            assertTrue(e.getMessage().contains("zeros.gz") && e.getMessage().contains("10485760"), e.getMessage());
        }
        // A file of zeros that claims what it holds is refused for what it is, not for its size.
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> malformed(out.toByteArray(), LABELS, "byte 2", "type 0x00"));
    }

    @Test
    void otherFilesAreRefused() {
        byte[] floats = IMAGES.clone();
        floats[2] = 0x0D;
        malformed(floats, LABELS, "images: byte 2", "0x0d", "0x08");
        malformed("a,b\n1,2\n".getBytes(US_ASCII), LABELS, "images: byte 0", "612c620a");
        byte[] dimensions = IMAGES.clone();
        dimensions[3] = 5;
        malformed(dimensions, LABELS, "images: byte 3", "5 dimensions");
        malformed(Gzip.concat(IdxBytes.header(0, 3, 2)), LABELS, "images: byte 4", "dimension 1 is 0");
        malformed(Gzip.concat(IdxBytes.header(4, 3, 0)), LABELS, "images: byte 12", "dimension 3 is 0");
        malformed(LABELS, IMAGES, "interchanged");
        malformed(IMAGES, IMAGES, "labels: byte 3", "interchanged");
        malformed(IMAGES, IdxBytes.labels(1, 0, 1), "labels: byte 4: 3 labels, expected 4");
        malformed(IMAGES, IdxBytes.labels(0, 0, 0, 0), "every label is 0");
        malformed(new byte[0], LABELS, "images: byte 0");
    }

    @Test
    void missingFilesAreNamed() {
        Path nowhere = directory.resolve("nowhere");
        NnException.Data e = assertThrows(NnException.Data.class, () -> IdxReader.read(nowhere, nowhere));
        assertTrue(e.getMessage().contains("nowhere"), e.getMessage());
    }

    @Test
    void readsADirectoryOfFourFiles() throws IOException {
        Files.write(directory.resolve("train-images-idx3-ubyte"), IMAGES);
        Files.write(directory.resolve("train-labels-idx1-ubyte.gz"), Gzip.compress(LABELS));
        Files.write(directory.resolve("t10k-images.idx3-ubyte"), IdxBytes.images(2, 3, 2));
        NnException.Data e = assertThrows(NnException.Data.class, () -> new MnistReader(directory));
        assertTrue(e.getMessage().contains("t10k-labels-idx1-ubyte.gz"), e.getMessage());
        Files.write(directory.resolve("t10k-labels-idx1-ubyte"), IdxBytes.labels(3, 0));
        MnistReader reader = new MnistReader(directory);
        assertEquals(4, reader.training().rows());
        assertEquals(2, reader.test().rows());
        // The largest label stands in the test part; both parts have the same classes.
        assertEquals(4, reader.training().classCount());
        assertEquals(reader.training().targets(), reader.test().targets());
        Files.write(directory.resolve("t10k-images.idx3-ubyte"), IdxBytes.images(2, 2, 3));
        assertThrows(NnException.Data.class, () -> new MnistReader(directory));
    }

    @Test
    void colourImagesHaveThreeDimensions() throws IOException {
        byte[] images = Gzip.concat(IdxBytes.header(2, 2, 2, 3), new byte[24]);
        assertEquals(Shape.of(2, 2, 3), read(images, IdxBytes.labels(0, 1)).shape());
        assertEquals(
                Shape.of(5),
                read(Gzip.concat(IdxBytes.header(2, 5), new byte[10]), IdxBytes.labels(0, 1))
                        .shape());
    }
}
