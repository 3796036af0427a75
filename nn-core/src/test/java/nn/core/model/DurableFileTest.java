package nn.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.stream.Stream;
import nn.core.NnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

    @TempDir
    private Path directory;

    private static List<ByteBuffer> parts(String... texts) {
        return Stream.of(texts)
                .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesAllPartsAndReplacesWhatWasThere() throws Exception {
        Path file = directory.resolve("f");
        DurableFile.write(file, parts("a longer text", " in two parts"));
        assertEquals("a longer text in two parts", Files.readString(file));
        List<ByteBuffer> parts = parts("short");
        DurableFile.write(file, parts);
        assertEquals("short", Files.readString(file));
        assertEquals(5, parts.getFirst().remaining()); // may be written again
        DurableFile.write(file, List.of());
        assertEquals("", Files.readString(file));
        assertEquals(List.of("f"), files());
    }

    @Test
    void aFailureHalfwayLeavesTheOldFileAndNoOther() throws Exception {
        Path file = directory.resolve("f");
        DurableFile.write(file, parts("old"));
        List<ByteBuffer> failing = new AbstractList<>() {
            @Override
            public ByteBuffer get(int index) {
                if (index == 1) {
                    assertEquals(2, filesNow());
                    throw new IllegalStateException("no second part");
                }
                return ByteBuffer.wrap(new byte[100_000]);
            }

            @Override
            public int size() {
                return 2;
            }
        };
        assertThrows(IllegalStateException.class, () -> DurableFile.write(file, failing));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("f"), files());
    }

    private int filesNow() {
        try {
            return files().size();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTargetThatCannotBeReplacedStaysWithEverythingInIt() throws Exception {
        Path target = Files.createDirectory(directory.resolve("d"));
        Path inside = Files.writeString(target.resolve("inside"), "kept");
        NnException.Output e = assertThrows(NnException.Output.class, () -> DurableFile.write(target, parts("new")));
        assertTrue(e.getMessage().startsWith("Cannot write " + target), e.getMessage());
        assertEquals("kept", Files.readString(inside));
        assertEquals(List.of("d"), files());
    }

    @Test
    void aMissingDirectoryIsNamed() throws Exception {
        Path target = directory.resolve("missing").resolve("f");
        NnException.Output e = assertThrows(NnException.Output.class, () -> DurableFile.write(target, parts("new")));
        assertTrue(e.getMessage().contains("the directory does not exist"), e.getMessage());
        assertEquals(List.of(), files());
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsAFailureToWrite() throws Exception {
        Path file = Files.writeString(directory.resolve("f"), "kept");
        assertThrows(NnException.Output.class, () -> DurableFile.write(file.resolve("g"), parts("new")));
        assertThrows(NnException.Output.class, () -> DurableFile.makeDirectory(file.resolve("g")));
        assertEquals("kept", Files.readString(file));
        assertEquals(List.of("f"), files());
    }

    @Test
    void anyNameThatTheFileSystemTakesCanBeWritten() throws Exception {
        Path longest = directory.resolve("x".repeat(255));
        DurableFile.write(longest, parts("new"));
        assertEquals("new", Files.readString(longest));
        assertEquals(1, files().size());
    }
}
