package nn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import jdk.incubator.vector.VectorOperators;
import nn.bench.BytecodeBans.Kind;
import nn.bench.BytecodeBans.Scan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ValueSource;

class BytecodeBansTest {

    @ParameterizedTest
    @ValueSource(strings = {"nn-core", "nn-simd", "nn-optimizers", "nn-data"})
    void shippedCodeUsesNothingThatIsBanned(String module) throws IOException {
        Scan scan = BytecodeBans.scan(CompiledModules.classes(module));
        assertEquals(List.of(), scan.violations());
        long sources;
        try (Stream<Path> files = Files.walk(CompiledModules.sources(module))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).count();
        }
        assertTrue(sources >= 2, sources + " sources of " + module);
        assertTrue(scan.classes() >= sources, scan.classes() + " classes of " + sources + " sources of " + module);
    }

    @Test
    void theModulesWithArithmeticAreThere() throws IOException {
        assertTrue(BytecodeBans.scan(CompiledModules.classes("nn-core")).classes() > 150);
        assertTrue(BytecodeBans.scan(CompiledModules.classes("nn-simd")).classes() > 15);
    }

    /** Statements that use something banned, each for one reason. */
    static final List<Arguments> PLANTED = List.of(
            Arguments.of(Kind.INEXACT_MATH, "Math.exp(x);"),
            Arguments.of(Kind.INEXACT_MATH, "Math.log(x);"),
            Arguments.of(Kind.INEXACT_MATH, "Math.log1p(x);"),
            Arguments.of(Kind.INEXACT_MATH, "Math.tanh(x);"),
            Arguments.of(Kind.INEXACT_MATH, "Math.pow(x, 2);"),
            Arguments.of(Kind.INEXACT_MATH, "Math.hypot(x, 2);"),
            Arguments.of(Kind.INEXACT_MATH, "Math.random();"),
            Arguments.of(Kind.INEXACT_MATH, "DoubleUnaryOperator f = Math::sin;"),
            Arguments.of(Kind.INEXACT_VECTOR_FUNCTION, "v.lanewise(VectorOperators.EXP);"),
            Arguments.of(Kind.INEXACT_VECTOR_FUNCTION, "v.lanewise(VectorOperators.LOG, m);"),
            Arguments.of(Kind.INEXACT_VECTOR_FUNCTION, "v.lanewise(VectorOperators.POW, v);"),
            Arguments.of(Kind.INEXACT_VECTOR_FUNCTION, "v.pow(v);"),
            Arguments.of(Kind.INEXACT_VECTOR_FUNCTION, "v.pow(2);"),
            Arguments.of(Kind.INEXACT_VECTOR_FUNCTION, "d.pow(d);"),
            Arguments.of(Kind.INEXACT_VECTOR_FUNCTION, "VectorOperators.Unary op = VectorOperators.TANH;"),
            Arguments.of(Kind.FLOAT_REDUCTION, "v.reduceLanes(VectorOperators.ADD);"),
            Arguments.of(Kind.FLOAT_REDUCTION, "v.reduceLanes(VectorOperators.MUL);"),
            Arguments.of(Kind.FLOAT_REDUCTION, "v.reduceLanes(VectorOperators.ADD, m);"),
            Arguments.of(Kind.FLOAT_REDUCTION, "v.reduceLanes(unknown);"),
            Arguments.of(Kind.FLOAT_REDUCTION, "v.lanewise(VectorOperators.MAX, v).reduceLanes(unknown);"),
            Arguments.of(Kind.FLOAT_REDUCTION, "d.reduceLanes(VectorOperators.MUL);"),
            Arguments.of(Kind.FLOAT_REDUCTION, "v.reduceLanesToLong(VectorOperators.ADD);"),
            Arguments.of(
                    Kind.FLOAT_REDUCTION,
                    "((jdk.incubator.vector.Vector<Float>) v).reduceLanesToLong(VectorOperators.ADD);"),
            Arguments.of(Kind.FLOAT_REDUCTION, "v.lanewise(VectorOperators.MUL, v).reduceLanes(VectorOperators.ADD);"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "new HashMap<String, String>();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "HashMap.newHashMap(3);"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "new HashSet<String>();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Supplier<Object> s = HashSet::new;"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "new Hashtable<String, String>();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "new IdentityHashMap<String, String>();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "new WeakHashMap<String, String>();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "new ConcurrentHashMap<String, String>();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "ConcurrentHashMap.newKeySet();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "new Properties();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Stream.of(\"a\").collect(HashSet::new, Set::add, Set::addAll);"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Map.of();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Map.of(1, 2);"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Map.copyOf(new TreeMap<>());"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Map.ofEntries();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Set.of(1, 2);"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Set.copyOf(List.of());"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Collectors.toSet();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Collectors.toUnmodifiableSet();"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Collectors.toMap(a -> a, a -> a);"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Collectors.toMap(a -> a, a -> a, (a, b) -> a);"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Collectors.toUnmodifiableMap(a -> a, a -> a);"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Collectors.toConcurrentMap(a -> a, a -> a);"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Collectors.groupingBy(a -> a);"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Collectors.groupingBy(a -> a, Collectors.counting());"),
            Arguments.of(Kind.UNORDERED_COLLECTION, "Collectors.groupingByConcurrent(a -> a);"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "String.format(\"%f\", x);"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "\"%f\".formatted(x);"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "System.out.printf(\"%f\", x);"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "System.out.format(\"%f\", x);"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "new PrintWriter(System.out).printf(\"%f\", x);"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "new Formatter();"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "new Formatter(new StringBuilder()).format(\"%f\", x);"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "\"I\".toLowerCase();"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "\"i\".toUpperCase();"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "UnaryOperator<String> f = String::toLowerCase;"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "Locale.getDefault();"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "new java.text.DecimalFormat(\"0.0\").format(x);"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "java.text.NumberFormat.getInstance().format(x);"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "java.text.MessageFormat.format(\"{0}\", x);"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "new Scanner(\"1,5\").nextDouble();"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "java.time.format.DateTimeFormatter.ofPattern(\"MMM\");"),
            Arguments.of(Kind.TEXT_WITHOUT_LOCALE, "System.console().printf(\"%f\", x);"),
            Arguments.of(Kind.RANDOM_STATE, "new Random(1);"),
            Arguments.of(Kind.RANDOM_STATE, "ThreadLocalRandom.current();"),
            Arguments.of(Kind.DESERIALIZATION, "new ObjectInputStream(System.in).readObject();"),
            Arguments.of(Kind.CLASS_BY_NAME, "Class.forName(\"java.lang.String\");"),
            Arguments.of(Kind.PROCESS, "Runtime.getRuntime().exec(new String[] {\"true\"});"),
            Arguments.of(Kind.PROCESS, "new ProcessBuilder(\"true\").start();"),
            Arguments.of(Kind.NETWORK, "new java.net.Socket(\"localhost\", 1);"),
            Arguments.of(Kind.NETWORK, "java.net.http.HttpClient.newHttpClient();"),
            Arguments.of(Kind.NETWORK, "java.net.URI.create(\"file:/x\").toURL().openStream();"));

    @Test
    void whatIsPlantedIsFound(@TempDir Path directory) throws IOException {
        compile(directory, PLANTED.stream().map(a -> (String) a.get()[1]).toList());
        Scan scan = BytecodeBans.scan(directory);
        assertEquals(PLANTED.size(), scan.classes());
        for (int i = 0; i < PLANTED.size(); i++) {
            String className = "Planted" + i;
            List<Kind> found = scan.violations().stream()
                    .filter(violation -> violation.where().equals(className))
                    .map(BytecodeBans.Violation::kind)
                    .distinct()
                    .toList();
            assertEquals(List.of(PLANTED.get(i).get()[0]), found, (String)
                    PLANTED.get(i).get()[1]);
        }
    }

    @Test
    void everyKindIsPlanted() {
        TreeSet<Kind> planted = new TreeSet<>();
        PLANTED.forEach(arguments -> planted.add((Kind) arguments.get()[0]));
        assertEquals(new TreeSet<>(Arrays.asList(Kind.values())), planted);
    }

    /** Functions of floating lanes that the list does not know would pass. */
    @Test
    void allOperatorsForFloatingLanesAloneAreKnown() throws IllegalAccessException {
        Set<String> exact = Set.of("FMA", "SQRT", "IS_FINITE", "IS_INFINITE", "IS_NAN");
        TreeSet<String> inexact = new TreeSet<>();
        for (Field field : VectorOperators.class.getFields()) {
            if (field.get(null) instanceof VectorOperators.Operator operator
                    && operator.compatibleWith(float.class)
                    && !operator.compatibleWith(int.class)
                    && !exact.contains(field.getName())) {
                inexact.add(field.getName());
            }
        }
        assertEquals(inexact, new TreeSet<>(BytecodeBans.INEXACT_OPERATORS));
    }

    /** What looks like it and is allowed. */
    @Test
    void whatIsExactOrOrderedIsLeftAlone(@TempDir Path directory) throws IOException {
        compile(directory, List.of("""
                Math.sqrt(x); Math.fma(x, x, x); Math.max(x, 1); Math.floorMod(3, 2); StrictMath.exp(x);
                v.lanewise(VectorOperators.NEG); v.reduceLanes(VectorOperators.MAX); v.add(v);
                v.reduceLanes(VectorOperators.MIN, m); v.mul(v);
                new LinkedHashMap<String, String>(); new TreeSet<String>(); List.of(1);
                Map<String, String> map = new TreeMap<>(); map.put("a", "b");
                Collectors.toMap(a -> a, a -> a, (a, b) -> a, TreeMap::new);
                Collectors.groupingBy(a -> a, TreeMap::new, Collectors.toList());
                String.format(Locale.ROOT, "%f", x); System.out.printf(Locale.ROOT, "%f", x);
                "I".toLowerCase(Locale.ROOT); new Formatter(Locale.ROOT).format("%f", x);
                "I".toUpperCase(Locale.ROOT); java.time.format.DateTimeFormatter.ofPattern("MMM", Locale.ROOT);
                ProcessHandle.current().pid(); Runtime.getRuntime().availableProcessors();
                """));
        assertEquals(List.of(), BytecodeBans.scan(directory).violations());
    }

    /** Compiles one class for each text: Planted0, Planted1, … */
    private static void compile(Path directory, List<String> statements) throws IOException {
        StringBuilder source = new StringBuilder("""
                import java.io.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.function.*;
                import java.util.stream.*;
                import jdk.incubator.vector.*;
                """);
        for (int i = 0; i < statements.size(); i++) {
            source.append("class Planted")
                    .append(i)
                    .append("""
                     {
                        void use(double x, FloatVector v, DoubleVector d, VectorMask<Float> m, VectorOperators.Associative unknown)
                                throws Exception {
                    """)
                    .append(statements.get(i))
                    .append("}}\n");
        }
        Path file = directory.resolve("Planted.java");
        Files.writeString(file, source);
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        List<String> options = List.of(
                "-proc:none",
                "-nowarn",
                "--add-modules",
                "jdk.incubator.vector,java.net.http",
                "-d",
                directory.toString(),
                file.toString());
        int status = ToolProvider.findFirst("javac").orElseThrow().run(out, out, options.toArray(String[]::new));
        out.flush();
        assertEquals(0, status, messages.toString());
    }
}
