package nn.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nn.core.NnException;

/**
 * A native library that multiplies matrices: one with the C interface to BLAS, or oneDNN.
 *
 * @param name the heading of its column
 * @param file where it was found
 * @param version what it says about itself
 * @param threading how its threads were set
 * @param sgemm its function
 */
@SuppressWarnings("restricted") // Native code is what this is about.
record NativeLibrary(String name, Path file, String version, String threading, Sgemm sgemm) implements GemmCandidate {

    private static final Linker LINKER = Linker.nativeLinker();

    /** How many threads: a function of the library, or of the OpenMP runtime that it has loaded. */
    private static final List<String> INT_SETTERS =
            List.of("openblas_set_num_threads", "MKL_Set_Num_Threads", "omp_set_num_threads");

    private static final String BLIS_SETTER = "bli_thread_set_num_threads";

    /** What OpenMP runtimes and libraries read when they are loaded. */
    private static final List<String> THREAD_VARIABLES =
            List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS");

    /**
     * Loads a library for the rest of the run.
     *
     * @param wanted a known name, or a path
     * @param threads how many threads it shall use when this thread calls it
     * @throws NnException.Configuration if the name is unknown
     * @throws NnException.Data if the library is not there, or not what is needed
     */
    static NativeLibrary open(String wanted, int threads) {
        Path file = NativeSearch.find(wanted);
        String name = wanted.contains("/") ? file.getFileName().toString() : wanted;
        setThreadVariables(threads);
        requireOtherParts(file);
        SymbolLookup symbols;
        try {
            symbols = SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new NnException.Data(
                    file + ": the system cannot load this library. Is it one for this machine, and is all there that"
                            + " it needs (ldd shows it)?",
                    e);
        }
        Sgemm sgemm = symbols.find("cblas_sgemm")
                .<Sgemm>map(Sgemm.Cblas::new)
                .or(() -> symbols.find("dnnl_sgemm").map(Sgemm.Dnnl::new))
                .orElseThrow(() -> new NnException.Data(
                        file + " has neither cblas_sgemm nor dnnl_sgemm. Expected OpenBLAS, MKL, BLIS or oneDNN."));
        return new NativeLibrary(name, file, version(symbols), setThreads(symbols, threads), sgemm);
    }

    /**
     * Sets the variables of this process. With two libraries there may be two OpenMP runtimes, and a setter reaches one of them, not
     * always that in which the library runs: beside MKL, oneDNN took all processors whatever its setter was told.
     */
    static void setThreadVariables(int threads) {
        LINKER.defaultLookup().find("setenv").ifPresent(setenv -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment value = arena.allocateFrom(String.valueOf(threads));
                for (String variable : THREAD_VARIABLES) {
                    FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
                    call(setenv, type, arena.allocateFrom(variable), value, 1);
                }
            }
        });
    }

    /** MKL looks for its other parts when it is first called, and ends the process if they are not there. */
    private static void requireOtherParts(Path file) {
        Path core = Path.of(file.getFileName().toString().replace("_rt", "_core"));
        if (file.endsWith(core)) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(core.toString(), arena);
        } catch (IllegalArgumentException e) {
            Path directory = file.toAbsolutePath().getParent();
            String where = directory != null && Files.exists(directory.resolve(core))
                    ? "Start with LD_LIBRARY_PATH=" + directory + "."
                    : "Put the directory that holds it into LD_LIBRARY_PATH.";
            throw new NnException.Data(file + " needs " + core + ", which the system does not find. " + where, e);
        }
    }

    @Override
    public String description() {
        return version + ", " + threading + ", " + file;
    }

    @Override
    public void multiply(Operands operands) {
        sgemm.multiply(operands);
    }

    @Override
    public float[] result(Operands operands) {
        return operands.nativeResult();
    }

    private static String setThreads(SymbolLookup symbols, int threads) {
        List<String> setters = new ArrayList<>();
        for (String setter : INT_SETTERS) {
            symbols.find(setter).ifPresent(function -> {
                call(function, FunctionDescriptor.ofVoid(JAVA_INT), threads);
                setters.add(setter);
            });
        }
        symbols.find(BLIS_SETTER).ifPresent(function -> {
            call(function, FunctionDescriptor.ofVoid(JAVA_LONG), (long) threads);
            setters.add(BLIS_SETTER);
        });
        return setters.isEmpty()
                ? "threads asked for by environment variables only"
                : threads + (threads == 1 ? " thread" : " threads") + " by " + String.join(" and ", setters);
    }

    /** What the library says about itself, or that it says nothing. */
    private static String version(SymbolLookup symbols) {
        return symbols.find("openblas_get_config")
                .map(NativeLibrary::returnedText)
                .or(() -> symbols.find("bli_info_get_version_str").map(function -> "BLIS " + returnedText(function)))
                .or(() -> symbols.find("MKL_Get_Version_String").map(NativeLibrary::mklVersion))
                .or(() -> symbols.find("dnnl_version").map(NativeLibrary::dnnlVersion))
                .orElse("version unknown");
    }

    private static String returnedText(MemorySegment function) {
        return text((MemorySegment) call(function, FunctionDescriptor.of(ADDRESS)));
    }

    private static String mklVersion(MemorySegment function) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(200);
            call(function, FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT), buffer, (int) buffer.byteSize());
            return text(buffer);
        }
    }

    /** The first three fields of its version are major, minor and patch. */
    private static String dnnlVersion(MemorySegment function) {
        MemoryLayout numbers = MemoryLayout.sequenceLayout(3, JAVA_INT);
        MemorySegment version =
                ((MemorySegment) call(function, FunctionDescriptor.of(ADDRESS))).reinterpret(numbers.byteSize());
        return "oneDNN " + version.getAtIndex(JAVA_INT, 0) + "." + version.getAtIndex(JAVA_INT, 1) + "."
                + version.getAtIndex(JAVA_INT, 2);
    }

    private static String text(MemorySegment characters) {
        return characters.reinterpret(1000).getString(0).strip().replaceAll("\\s+", " ");
    }

    private static Object call(MemorySegment function, FunctionDescriptor descriptor, Object... arguments) {
        MethodHandle handle = LINKER.downcallHandle(function, descriptor);
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("A call into a native library failed", e);
        }
    }
}
