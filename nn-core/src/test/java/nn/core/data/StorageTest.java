package nn.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nn.core.NnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {

    @TempDir
    private Path directory;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void onlyWhatIsLargeGoesToDiskAndThatIsSaid() {
        List<String> told = new ArrayList<>();
        Storage storage = new Storage(800, directory, told::add);
        assertTrue(storage.fileFor("a little", 100, 8).isEmpty());
        assertEquals(List.of(), told);
        assertTrue(storage.fileFor("the values of t.csv", 2_000_001, 8).isPresent());
        assertEquals(List.of("the values of t.csv in a temporary file of 16 MB in " + directory), told);
    }

    @Test
    void aQuarterOfTheHeapIsNotLargeAndWhatNoArrayHoldsIs() {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        assertTrue(Storage.auto().fileFor("a quarter", quarter / 8, 8).isEmpty());
        assertEquals(quarter, Storage.of("auto").mostInMemory());
        assertTrue(Storage.of("memory").fileFor("much", 1L << 30, 8).isEmpty());
        Storage memory = new Storage(Long.MAX_VALUE, directory, _ -> {});
        assertTrue(memory.fileFor("more than an array", 1L << 31, 1).isPresent());
        assertTrue(Storage.of("disk").fileFor("a byte", 1, 1).isPresent());
        NnException.Configuration e = assertThrows(NnException.Configuration.class, () -> Storage.of("ssd"));
        assertEquals("Storage \"ssd\", expected auto, memory, disk.", e.getMessage());
    }

    @Test
    void aTemporaryFileHoldsWhatWasPutAndHasNoName() throws IOException {
        TemporaryFile file = TemporaryFile.create(directory, "numbers", 1, Arena.ofAuto());
        assertEquals(List.of(), files());
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            file.putDouble(i);
            file.putFloats(new float[] {i, -i});
            file.putBytes(new byte[] {1, (byte) i, 3, 4, 5, 6, 7, 8, 9}, 8);
        }
        MemorySegment content = file.content();
        assertEquals(24L * n, content.byteSize());
        for (int i = 0; i < n; i++) {
            assertEquals(i, content.get(ValueLayout.JAVA_DOUBLE, 24L * i));
            assertEquals(-i, content.get(ValueLayout.JAVA_FLOAT, 24L * i + 12));
            assertEquals((byte) i, content.get(ValueLayout.JAVA_BYTE, 24L * i + 17));
        }
        assertEquals(List.of(), files());
    }

    @Test
    void anArenaThatIsClosedEndsItsFilesOnly() {
        Storage storage = new Storage(0, directory, _ -> {});
        Cells lasting = filled(storage);
        Numbers passing;
        try (Arena arena = Arena.ofShared()) {
            passing = filled(storage.within(arena)).column(0);
            assertEquals(7, passing.get(0));
        }
        assertThrows(IllegalStateException.class, () -> passing.get(0));
        assertEquals(7, lasting.column(0).get(0));
    }

    private static Cells filled(Storage storage) {
        Cells cells = Cells.of("t", 1, 1, storage);
        cells.put(7);
        return cells;
    }

    @Test
    void cellsComeBackByColumn() {
        for (Storage storage : List.of(Storage.inMemory(), Storage.onDisk())) {
            Cells cells = Cells.of("t", 3, 2, storage);
            for (double value : new double[] {1, 2, 3, Double.NaN, 5, 6}) {
                cells.put(value);
            }
            assertEquals(List.of(1.0, 3.0, 5.0), list(cells.column(0)));
            assertEquals(List.of(2.0, Double.NaN, 6.0), list(cells.column(1)));
        }
    }

    private static List<Double> list(Numbers numbers) {
        List<Double> list = new ArrayList<>();
        for (double value : numbers.toArray()) {
            list.add(value);
        }
        return list;
    }

    @Test
    void tooLittleSpaceIsRefusedBeforeAnythingIsWritten() throws IOException {
        NnException.LimitExceeded e = assertThrows(
                NnException.LimitExceeded.class,
                () -> TemporaryFile.create(directory, "the values of t.csv", 1L << 60, Arena.ofAuto()));
        assertTrue(
                e.getMessage()
                        .startsWith("the values of t.csv: a temporary file would take 1,152,921,504,607 MB, but "),
                e.getMessage());
        assertTrue(e.getMessage().contains("-Xmx") && e.getMessage().contains("-Djava.io.tmpdir"), e.getMessage());
        assertEquals(List.of(), files());
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        Path nowhere = directory.resolve("nowhere");
        NnException.Output e = assertThrows(
                NnException.Output.class,
                () -> TemporaryFile.create(nowhere, "the values of t.csv", 1, Arena.ofAuto()));
        assertTrue(e.getMessage().contains(nowhere + ": the directory does not exist"), e.getMessage());
        assertFalse(Files.exists(nowhere));
    }
}
