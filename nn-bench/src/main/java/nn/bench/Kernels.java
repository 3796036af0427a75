package nn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.Message;
import nn.core.NnException;
import nn.core.kernel.Compute;
import nn.core.kernel.MatrixKernel;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import nn.core.spi.Registry;
import nn.simd.VectorKernel;

/** The kernels that benchmarks compare, and numbers to feed them with. */
final class Kernels {

    private static final String WIDTH = "simd-";

    /** A prime number, so that no two rows of a matrix are alike. */
    private static final int PERIOD = 65_537;

    private Kernels() {}

    /** {@code scalar} and every vector width that this machine has. */
    static List<String> all() {
        List<String> names = new ArrayList<>(List.of("scalar"));
        IntStream.of(128, 256, 512).filter(bits -> bits <= FmaPeak.bits()).forEach(bits -> names.add(WIDTH + bits));
        return names;
    }

    /**
     * The names that a list stands for: {@code all} for {@link #all}, anything else for itself.
     *
     * @throws NnException.Configuration if there is no kernel of such a name here
     */
    static List<String> names(List<String> list) {
        return list.stream()
                .flatMap(name -> name.equals("all") ? all().stream() : Stream.of(requireKnown(name)))
                .distinct()
                .toList();
    }

    private static String requireKnown(String name) {
        List<String> here = all();
        if (List.of("auto", "simd").contains(name) || here.contains(name)) {
            return name;
        }
        if (List.of(WIDTH + 256, WIDTH + 512).contains(name)) {
            throw new NnException.Configuration("The kernel " + name + " would be emulated: vectors have "
                    + FmaPeak.bits() + " bits here. Use " + String.join(", ", here) + ".");
        }
        throw new NnException.Configuration("Unknown kernel " + Message.quote(name) + ". Expected auto, simd, "
                + String.join(", ", here) + ", or all.");
    }

    /** The kernel of a name: {@code auto}, {@code scalar}, {@code simd}, or {@code simd-128} and so on for a width. */
    static Compute compute(String name, int threads) {
        requireKnown(name);
        if (name.equals("simd")) {
            return Compute.of(new VectorKernel(), threads); // the registered one would begin on the scalar kernel
        }
        return name.startsWith(WIDTH)
                ? Compute.of(VectorKernel.ofBits(Integer.parseInt(name.substring(WIDTH.length()))), threads)
                : Compute.choose(Registry.load(), name, threads);
    }

    static MatrixKernel kernel(String name) {
        return compute(name, 1).kernel();
    }

    /** Standard normal numbers, the same in every run; many of them repeat, as making them takes longer than using them. */
    static float[] normal(int count) {
        RandomKey random = RandomKey.of(1, Purpose.DATA);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i < PERIOD ? (float) random.normal(i) : values[i - PERIOD];
        }
        return values;
    }
}
