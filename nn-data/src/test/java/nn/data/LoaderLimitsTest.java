package nn.data;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nn.core.NnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory is bounded by the file and not by what it claims. */
class LoaderLimitsTest {

    private static final int ANY_FILE = 4 << 20;

    @TempDir
    private Path directory;

    /** Files with as many rows as a person may have, 200 kB or more. */
    private static Stream<BytesInput> tables() {
        StringBuilder arff = new StringBuilder("@attribute a real\n@attribute b real\n@attribute c real\n@data\n");
        StringBuilder json = new StringBuilder();
        StringBuilder svm = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            arff.append("1,2,").append(i % 7).append('\n');
            json.append("{\"a\":1,\"b\":").append(i % 7).append("}\n");
            svm.append(i % 7).append(" 1:3\n");
        }
        return Stream.of(
                BytesInput.of("t.arff", arff.toString()),
                BytesInput.of("t.jsonl", json.toString()),
                BytesInput.of("t.svm", svm.toString()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void tablesTakeAFewTimesTheirFile(BytesInput input) {
        long allocated = Allocation.of(() -> input.reader(CsvOptions.DEFAULTS).table());
        assertTrue(
                allocated < 8L * input.length() + ANY_FILE,
                input.name() + ": " + allocated + " bytes for a file of " + input.length());
    }

    private static void refusedAtOnce(Supplier<?> reading) {
        long allocated = Allocation.of(() -> assertThrows(NnException.class, reading::get));
        assertTrue(allocated < ANY_FILE, allocated + " bytes");
    }

    private static byte[] npy(String shape) {
        byte[] header = ("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + "}\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(10 + header.length + 16)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0})
                .put(header)
                .array();
    }

    @Test
    void arraysThatClaimMoreThanTheFileHoldsAreRefusedAtOnce() throws IOException {
        for (String shape : new String[] {
            "(999999999999999999,)",
            "(2147483647,)",
            "(4294967296, 0)",
            "(0, 999999999999999999)",
            "(1000000, 1000000, 1000000)"
        }) {
            Path file = Files.write(directory.resolve("t.npy"), npy(shape));
            refusedAtOnce(() -> new NumpyReader(file, CsvOptions.DEFAULTS).table());
        }
    }

    @Test
    void anArchiveThatInflatesToZerosIsHeldAgainstItsHeaderFirst() throws IOException {
        Path file = directory.resolve("t.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(npy("(2,)"));
            zip.write(new byte[50 << 20]);
        }
        refusedAtOnce(() -> new NumpyReader(file, CsvOptions.DEFAULTS).table());
    }

    @Test
    void sparseFilesThatWouldFillTheMemoryAreRefusedAtOnce() {
        BytesInput svm = BytesInput.of("t.svm", "1 16384:1\n" + "1\n".repeat(100_000));
        refusedAtOnce(() -> svm.reader(CsvOptions.DEFAULTS));
        StringBuilder arff = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            arff.append("@attribute a").append(i).append(" real\n");
        }
        BytesInput sparse = BytesInput.of("t.arff", arff + "@data\n" + "{}\n".repeat(40_000));
        NnException e = assertThrows(
                NnException.LimitExceeded.class,
                () -> sparse.reader(CsvOptions.DEFAULTS).table());
        assertTrue(e.getMessage().startsWith("t.arff:35556:1: 33555 rows of 2000 attributes"), e.getMessage());
    }
}
