package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nn.core.NnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeSearchTest {

    private static final String FILE = System.mapLibraryName("mkl_rt");

    @TempDir
    Path directory;

    @Test
    void aKnownNameIsFoundUnderTheNameOfItsFile() throws IOException {
        Path file = Files.createFile(directory.resolve(FILE));
        Files.createFile(directory.resolve(FILE + ".2"));
        assertEquals(file, NativeSearch.find("mkl", List.of(directory.resolve("absent"), directory)));
    }

    @Test
    void withoutThePlainNameTheLastVersionIsFound() throws IOException {
        Files.createFile(directory.resolve(FILE + ".1"));
        Path file = Files.createFile(directory.resolve(FILE + ".2"));
        assertEquals(file, NativeSearch.find("mkl", List.of(directory)));
    }

    @Test
    void theFirstDirectoryWins() throws IOException {
        Path first =
                Files.createFile(Files.createDirectory(directory.resolve("z")).resolve(FILE));
        Path second =
                Files.createFile(Files.createDirectory(directory.resolve("a")).resolve(FILE));
        assertEquals(first, NativeSearch.find("mkl", List.of(first.getParent(), second.getParent())));
    }

    @Test
    void aPathIsTakenAsItIs() throws IOException {
        Path file = Files.createFile(directory.resolve("anything.so"));
        assertEquals(file, NativeSearch.find(file.toString(), List.of()));
    }

    @Test
    void aLibraryThatIsNotThereIsNamedWithItsFile() {
        String message = assertThrows(NnException.Data.class, () -> NativeSearch.find("mkl", List.of(directory)))
                .getMessage();
        assertTrue(message.startsWith("mkl is not installed: there is no " + FILE), message);
    }

    @Test
    void aPathWithoutAFileIsMissingData() {
        assertThrows(
                NnException.Data.class,
                () -> NativeSearch.find(directory.resolve("none.so").toString(), List.of()));
    }

    @Test
    void anUnknownNameIsAWrongArgument() {
        String message = assertThrows(NnException.Configuration.class, () -> NativeSearch.find("blast", List.of()))
                .getMessage();
        assertEquals(
                "Unknown library \"blast\". Expected openblas, mkl, onednn, blis, or the path of a library.", message);
    }
}
