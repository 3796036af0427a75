package nn.bench;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What compiled code may not use: results that differ between machines or compilers, orders that differ between runs, text that
 * differs between countries, and machinery by which a file could run code.
 *
 * <p>Whatever a class names stands in its constant pool, method references included, so the pool is what is searched; only for
 * reductions of vectors does it depend on the instruction before.
 */
final class BytecodeBans {

    /** Why something is banned. */
    enum Kind {
        INEXACT_MATH,
        INEXACT_VECTOR_FUNCTION,
        FLOAT_REDUCTION,
        UNORDERED_COLLECTION,
        TEXT_WITHOUT_LOCALE,
        RANDOM_STATE,
        DESERIALIZATION,
        CLASS_BY_NAME,
        PROCESS,
        NETWORK
    }

    /**
     * Something banned.
     *
     * @param kind why
     * @param where the class that uses it
     * @param what what it uses
     */
    record Violation(Kind kind, String where, String what) {}

    /**
     * What was found.
     *
     * @param classes how many classes were looked at
     * @param violations what they should not use
     */
    record Scan(int classes, List<Violation> violations) {}

    /** The methods of {@link Math} whose result is fixed to the last bit; the others promise an error only. */
    private static final Set<String> EXACT_MATH = Set.of(
            "abs",
            "absExact",
            "addExact",
            "ceil",
            "ceilDiv",
            "ceilDivExact",
            "ceilMod",
            "clamp",
            "copySign",
            "decrementExact",
            "divideExact",
            "floor",
            "floorDiv",
            "floorDivExact",
            "floorMod",
            "fma",
            "getExponent",
            "incrementExact",
            "max",
            "min",
            "multiplyExact",
            "multiplyFull",
            "multiplyHigh",
            "negateExact",
            "nextAfter",
            "nextDown",
            "nextUp",
            "rint",
            "round",
            "scalb",
            "signum",
            "sqrt",
            "subtractExact",
            "toIntExact",
            "ulp",
            "unsignedMultiplyExact",
            "unsignedMultiplyHigh",
            "unsignedPowExact",
            "powExact");

    private static final String VECTOR_OPERATORS = "jdk/incubator/vector/VectorOperators";

    static final Set<String> INEXACT_OPERATORS = Set.of(
            "ACOS", "ASIN", "ATAN", "ATAN2", "CBRT", "COS", "COSH", "EXP", "EXPM1", "HYPOT", "LOG", "LOG10", "LOG1P",
            "POW", "SIN", "SINH", "TAN", "TANH");

    /** {@code Vector} may be either. */
    private static final Set<String> FLOATING_VECTORS = Set.of(
            "jdk/incubator/vector/FloatVector", "jdk/incubator/vector/DoubleVector", "jdk/incubator/vector/Vector");

    private static final Set<String> ORDER_FREE_OPERATORS = Set.of("MAX", "MIN", "FIRST_NONZERO");

    private static final Set<String> UNORDERED_CLASSES = Set.of(
            "java/util/HashMap",
            "java/util/HashSet",
            "java/util/Hashtable",
            "java/util/IdentityHashMap",
            "java/util/Properties",
            "java/util/WeakHashMap",
            "java/util/concurrent/ConcurrentHashMap");

    private static final Set<String> GENERATORS = Set.of(
            "java/util/Random",
            "java/util/SplittableRandom",
            "java/util/concurrent/ThreadLocalRandom",
            "java/security/SecureRandom");

    private static final Set<String> NETWORK_CLASSES = Set.of(
            "java/net/Socket",
            "java/net/ServerSocket",
            "java/net/DatagramSocket",
            "java/net/URLConnection",
            "java/nio/channels/SocketChannel",
            "java/nio/channels/ServerSocketChannel");

    private BytecodeBans() {}

    /** Looks at all classes below a directory. */
    static Scan scan(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
        List<Violation> violations = new ArrayList<>();
        for (Path file : files) {
            check(ClassFile.of().parse(file), violations);
        }
        return new Scan(files.size(), violations);
    }

    private static void check(ClassModel model, List<Violation> violations) {
        String where = model.thisClass().asInternalName().replace('/', '.');
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case MemberRefEntry member -> {
                    String owner = member.owner().asInternalName();
                    String name = member.name().stringValue();
                    String type = member.type().stringValue();
                    banned(owner, name, type)
                            .ifPresent(kind -> violations.add(new Violation(kind, where, owner + "." + name + type)));
                }
                case ClassEntry used
                when used.asInternalName().equals("java/io/ObjectInputStream") ->
                    violations.add(new Violation(Kind.DESERIALIZATION, where, used.asInternalName()));
                case ClassEntry used
                when isNetwork(used.asInternalName()) ->
                    violations.add(new Violation(Kind.NETWORK, where, used.asInternalName()));
                case ClassEntry used
                when isText(used.asInternalName()) ->
                    violations.add(new Violation(Kind.TEXT_WITHOUT_LOCALE, where, used.asInternalName()));
                default -> {}
            }
        }
        for (MethodModel method : model.methods()) {
            method.code().ifPresent(code -> checkReductions(code, where, violations));
        }
    }

    private static Optional<Kind> banned(String owner, String name, String type) {
        boolean constructor = name.equals("<init>");
        return switch (owner) {
            case "java/lang/Math" -> when(!EXACT_MATH.contains(name), Kind.INEXACT_MATH);
            case VECTOR_OPERATORS -> when(INEXACT_OPERATORS.contains(name), Kind.INEXACT_VECTOR_FUNCTION);
            case "jdk/incubator/vector/FloatVector", "jdk/incubator/vector/DoubleVector" ->
                when(name.equals("pow"), Kind.INEXACT_VECTOR_FUNCTION);
            case "java/util/Map", "java/util/Set" ->
                when(Set.of("of", "ofEntries", "copyOf").contains(name), Kind.UNORDERED_COLLECTION);
            case "java/util/stream/Collectors" -> when(isUnordered(name, type), Kind.UNORDERED_COLLECTION);
            case "java/lang/String" ->
                when(
                        name.equals("formatted")
                                || (name.equals("format") && !hasLocale(type))
                                || ((name.equals("toLowerCase") || name.equals("toUpperCase")) && !hasLocale(type)),
                        Kind.TEXT_WITHOUT_LOCALE);
            case "java/io/PrintStream", "java/io/PrintWriter", "java/util/Formatter" ->
                when(
                        (name.equals("format") || name.equals("printf") || (constructor && owner.endsWith("Formatter")))
                                && !hasLocale(type)
                                && !(owner.endsWith("Formatter") && name.equals("format")),
                        Kind.TEXT_WITHOUT_LOCALE);
            case "java/time/format/DateTimeFormatter" ->
                when(name.equals("ofPattern") && !hasLocale(type), Kind.TEXT_WITHOUT_LOCALE);
            case "java/util/Locale" -> when(name.equals("getDefault"), Kind.TEXT_WITHOUT_LOCALE);
            case "java/lang/Class" -> when(name.equals("forName"), Kind.CLASS_BY_NAME);
            case "java/lang/Runtime" -> when(name.equals("exec"), Kind.PROCESS);
            case "java/lang/ProcessBuilder" -> when(true, Kind.PROCESS);
            case "java/net/URL" -> when(name.startsWith("open") || name.equals("getContent"), Kind.NETWORK);
            default ->
                UNORDERED_CLASSES.contains(owner) && (constructor || name.startsWith("new"))
                        ? Optional.of(Kind.UNORDERED_COLLECTION)
                        : when(GENERATORS.contains(owner), Kind.RANDOM_STATE);
        };
    }

    private static Optional<Kind> when(boolean condition, Kind kind) {
        return condition ? Optional.of(kind) : Optional.empty();
    }

    private static boolean hasLocale(String type) {
        return type.contains("Ljava/util/Locale;");
    }

    /** Those whose map or set nobody chose; with a supplier of one the order is the caller's. */
    private static boolean isUnordered(String name, String type) {
        return switch (name) {
            case "toSet", "toUnmodifiableSet", "toUnmodifiableMap", "toConcurrentMap", "groupingByConcurrent" -> true;
            case "toMap", "groupingBy" -> !type.contains("Ljava/util/function/Supplier;");
            default -> false;
        };
    }

    private static boolean isNetwork(String name) {
        return NETWORK_CLASSES.contains(name) || name.startsWith("java/net/http/");
    }

    /** Formats and parsers of a country, the default one unless told. */
    private static boolean isText(String name) {
        return name.startsWith("java/text/") || name.equals("java/util/Scanner") || name.equals("java/io/Console");
    }

    /**
     * Sums and products of floating lanes: their order is that of the machine. What is not seen to be the largest or smallest lane
     * is taken for one.
     */
    private static void checkReductions(CodeModel code, String where, List<Violation> violations) {
        String operator = "";
        for (var element : code) {
            if (!(element instanceof Instruction)) {
                continue;
            }
            if (element instanceof FieldInstruction field
                    && field.owner().asInternalName().equals(VECTOR_OPERATORS)) {
                operator = field.name().stringValue();
            }
            if (element instanceof InvokeInstruction call) {
                if (FLOATING_VECTORS.contains(call.owner().asInternalName())
                        && call.name().stringValue().startsWith("reduceLanes")
                        && !ORDER_FREE_OPERATORS.contains(operator)) {
                    violations.add(new Violation(Kind.FLOAT_REDUCTION, where, "reduceLanes(" + operator + ")"));
                }
                operator = ""; // The call has taken it.
            }
        }
    }
}
