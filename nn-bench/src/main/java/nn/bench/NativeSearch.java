package nn.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nn.core.Message;
import nn.core.NnException;

/** Finds the file of a native library, by its path or by one of the names people know it by. */
final class NativeSearch {

    /** What each library is called where libraries are loaded. */
    private static final Map<String, String> KNOWN = known();

    private NativeSearch() {}

    private static Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("openblas", "openblas");
        known.put("mkl", "mkl_rt");
        known.put("onednn", "dnnl");
        known.put("blis", "blis");
        return known;
    }

    /**
     * Finds a library.
     *
     * @param wanted a known name, or a path
     * @throws NnException.Configuration if it is neither
     * @throws NnException.Data if there is no such file
     */
    static Path find(String wanted) {
        return find(wanted, directories());
    }

    /** Finds a library by its path, or by its name in some directories. */
    static Path find(String wanted, List<Path> directories) {
        String stem = KNOWN.get(wanted);
        if (stem == null) {
            return byPath(wanted);
        }
        return directories.stream()
                .flatMap(directory -> in(directory, System.mapLibraryName(stem)).stream())
                .findFirst()
                .orElseThrow(() -> new NnException.Data(wanted + " is not installed: there is no "
                        + System.mapLibraryName(stem)
                        + " in java.library.path, LD_LIBRARY_PATH or the usual directories."
                        + " Install it, or give its path, as in --against /opt/lib/" + System.mapLibraryName(stem)
                        + "."));
    }

    private static Path byPath(String wanted) {
        Path path = Path.of(wanted);
        if (Files.isRegularFile(path)) {
            return path.toAbsolutePath();
        }
        if (!wanted.contains(File.separator)) {
            throw new NnException.Configuration("Unknown library " + Message.quote(wanted) + ". Expected "
                    + String.join(", ", KNOWN.keySet()) + ", or the path of a library.");
        }
        throw new NnException.Data(wanted + ": no such file. Expected the path of a library, or one of "
                + String.join(", ", KNOWN.keySet()) + ".");
    }

    /** A file of this name, or of this name with a version behind it. */
    private static Optional<Path> in(Path directory, String file) {
        Path plain = directory.resolve(file);
        if (Files.isRegularFile(plain)) {
            return Optional.of(plain);
        }
        List<Path> versions = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, file + ".*")) {
            files.forEach(versions::add);
        } catch (IOException _) {
            return Optional.empty(); // most of the usual directories do not exist
        }
        return versions.stream().filter(Files::isRegularFile).max(Comparator.comparing(Path::toString));
    }

    private static List<Path> directories() {
        List<String> names = new ArrayList<>();
        names.addAll(List.of(System.getProperty("java.library.path", "").split(File.pathSeparator)));
        names.addAll(List.of(System.getenv().getOrDefault("LD_LIBRARY_PATH", "").split(File.pathSeparator)));
        String system = System.getProperty("os.arch").equals("aarch64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
        for (String base : List.of("/usr/lib/" + system, "/usr/lib64", "/usr/lib", "/usr/local/lib")) {
            names.add(base);
            names.add(base + "/openblas-pthread");
            names.add(base + "/blis-pthread");
        }
        names.addAll(List.of(
                "/opt/intel/oneapi/mkl/latest/lib",
                "/opt/intel/oneapi/dnnl/latest/lib",
                "/opt/homebrew/opt/openblas/lib",
                "/opt/homebrew/lib"));
        return names.stream().filter(name -> !name.isBlank()).map(Path::of).toList();
    }
}
