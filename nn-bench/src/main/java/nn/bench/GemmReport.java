package nn.bench;

import java.util.List;

/** Where the results of a comparison of products go, one after another. */
sealed interface GemmReport permits GemmTable, GemmJson {

    /** Says what is going to be compared. */
    void begin(Setup setup);

    /** A product has been measured. */
    void add(GemmResult result);

    /** All are measured; there are no summaries without native libraries. */
    void end(List<GemmSummary> summaries);

    /**
     * What is compared, and how.
     *
     * @param threads threads of every candidate
     * @param rounds samples of every candidate
     * @param kernels our kernels
     * @param natives native libraries
     */
    record Setup(int threads, int rounds, List<KernelCandidate> kernels, List<NativeLibrary> natives) {}
}
