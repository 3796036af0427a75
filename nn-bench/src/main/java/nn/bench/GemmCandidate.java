package nn.bench;

/** Something that multiplies matrices and is compared with others. */
sealed interface GemmCandidate permits KernelCandidate, NativeLibrary {

    /** The heading of its column. */
    String name();

    /** What it is, for people. */
    String description();

    /** Computes C, overwriting it. */
    void multiply(Operands operands);

    /** The C that {@link #multiply} wrote; possibly the live array. */
    float[] result(Operands operands);
}
