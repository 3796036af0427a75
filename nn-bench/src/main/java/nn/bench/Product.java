package nn.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nn.core.Message;
import nn.core.NnException;
import nn.core.kernel.Transpose;

/**
 * A product C = op(A)·op(B) to measure. Its text form is {@code MxNxK}, or {@code MxNxK:TN} where an operand is stored transposed.
 *
 * @param origin the workload it belongs to, or {@code -}
 * @param opA whether A is stored transposed
 * @param opB whether B is stored transposed
 * @param m rows of C
 * @param n columns of C
 * @param k length of each dot product
 */
record Product(String origin, Transpose opA, Transpose opB, int m, int n, int k) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})x(\\d{1,5})x(\\d{1,5})(?::([NT])([NT]))?");

    /** The most elements of an operand: 1 GiB. */
    private static final long MOST_ELEMENTS = 1 << 28;

    /** Squares, a hidden layer on a small batch, the second layer of a small regression, and a single row. */
    private static final List<String> FURTHER =
            List.of("256x256x256", "512x512x512", "1024x1024x1024", "32x64x128", "64x32x20", "1x512x784");

    /**
     * The products of a list of names, each of them once.
     *
     * @param names {@code all}, names of workloads, or products in text form
     * @throws NnException.Configuration if a name is none of these
     */
    static List<Product> of(List<String> names) {
        Map<String, Product> products = new LinkedHashMap<>();
        // The same product may belong to several workloads.
        names.stream().flatMap(Product::named).forEach(product -> products.putIfAbsent(product.toString(), product));
        return List.copyOf(products.values());
    }

    private static Stream<Product> named(String name) {
        if (name.equals("all")) {
            return Stream.concat(
                    Workload.ALL.stream().flatMap(workload -> workload.products().stream()),
                    FURTHER.stream().map(Product::parse));
        }
        return name.contains("x") ? Stream.of(parse(name)) : Workload.of(name).products().stream();
    }

    private static Product parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new NnException.Configuration("The shape " + Message.quote(text)
                    + " is not a product. Expected MxNxK with numbers of up to five digits, as in 128x512x784, or"
                    + " 784x512x128:TN with A stored transposed.");
        }
        Product product = new Product(
                "-",
                "T".equals(matcher.group(4)) ? Transpose.YES : Transpose.NO,
                "T".equals(matcher.group(5)) ? Transpose.YES : Transpose.NO,
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        long largest = Math.max(
                (long) product.m * product.n, Math.max((long) product.m * product.k, (long) product.k * product.n));
        if (product.flops() == 0 || largest > MOST_ELEMENTS) {
            throw new NnException.Configuration("The shape " + text
                    + " cannot be measured. Expected lengths from 1 and operands of up to " + MOST_ELEMENTS
                    + " elements; the largest would have " + largest + ".");
        }
        return product;
    }

    /** How the operands are stored, such as {@code TN}. */
    String op() {
        return letter(opA) + letter(opB);
    }

    private static String letter(Transpose op) {
        return op == Transpose.YES ? "T" : "N";
    }

    /** The lengths m, n, k. */
    String shape() {
        return m + "x" + n + "x" + k;
    }

    /** Length of a stored row of A. */
    int lda() {
        return opA == Transpose.YES ? m : k;
    }

    /** Length of a stored row of B. */
    int ldb() {
        return opB == Transpose.YES ? k : n;
    }

    /** Multiplications and additions. */
    double flops() {
        return 2.0 * m * n * k;
    }

    /** The text form. */
    @Override
    public String toString() {
        return shape() + ":" + op();
    }
}
