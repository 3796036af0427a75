package nn.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.kernel.Compute;
import nn.core.spi.Registry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a model file: it is a model, or one line says why it is none. */
class HostileModelFileTest {

    private static final Registry REGISTRY = Registry.load();
    private static final String SPEC = "nn.spec";

    @TempDir
    private static Path directory;

    private static byte[] valid;
    private static SafeTensors content;

    @BeforeAll
    static void save() throws Exception {
        Path file = directory.resolve("model.safetensors");
        SmallModel.trained().save(file);
        valid = Files.readAllBytes(file);
        content = SafeTensors.read(file);
    }

    private static Model load(byte[] bytes) {
        return ModelFile.read(
                SafeTensors.parse(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), "file"), "file", REGISTRY);
    }

    /** Whether the file is refused in the one way that is documented; anything else fails the test. */
    private static boolean isRefused(String what, Runnable load) {
        try {
            load.run();
            return false;
        } catch (NnException.ModelFormat | NnException.LimitExceeded e) {
            String message = e.getMessage();
            assertTrue(message.length() <= NnException.MAX_LENGTH, message);
            assertTrue(message.startsWith("file: "), message);
            assertTrue(message.chars().noneMatch(Character::isISOControl), message);
            return true;
        } catch (RuntimeException | Error e) {
            return fail(what + " leads to " + e, e);
        }
    }

    @Test
    void theFileItselfIsAModel() {
        assertFalse(isRefused("nothing", () -> load(valid)));
    }

    @Test
    void everyFlippedBitIsFound() {
        for (int i = 0; i < 8 * valid.length; i++) {
            byte[] damaged = valid.clone();
            damaged[i / 8] ^= (byte) (1 << (i % 8));
            assertTrue(isRefused("bit " + i, () -> load(damaged)), "bit " + i % 8 + " of byte " + i / 8);
        }
    }

    @Test
    void everyTruncationAndEveryAdditionIsFound() {
        for (int length = 0; length < valid.length; length++) {
            byte[] cut = Arrays.copyOf(valid, length);
            assertTrue(isRefused("length " + length, () -> load(cut)), "length " + length);
        }
        for (int more : new int[] {1, 4, 8, 64, 100_000}) {
            byte[] longer = Arrays.copyOf(valid, valid.length + more);
            assertTrue(isRefused(more + " bytes more", () -> load(longer)), more + " bytes more");
        }
    }

    // The header, as bytes that nothing has looked at.

    private static final String F32 = "\"dtype\":\"F32\",\"shape\":[1]";

    /** A header and the words that its refusal must contain. */
    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("", "a header of 0 bytes"),
                Arguments.of("{", "a header of 1 bytes"),
                Arguments.of(" {}", "does not begin with {"),
                Arguments.of("\n{}", "does not begin with {"),
                Arguments.of("\uFEFF{}", "does not begin with {"),
                Arguments.of("[]", "does not begin with {"),
                Arguments.of("{}{}", "text after the end"),
                Arguments.of("{}\u0000", "not JSON"),
                Arguments.of("{\"a\":", "not JSON"),
                Arguments.of("{}", "no checksum"),
                Arguments.of("{\"__metadata__\":{\"sha256\":5}}", "found \"5\", expected text"),
                Arguments.of("{\"__metadata__\":[]}", "expected an object"),
                Arguments.of("{\"__metadata__\":{},\"__metadata__\":{}}", "uplicate"),
                Arguments.of("{\"a\":5}", "no checksum"),
                Arguments.of(tensors("\"a\":5"), "expected an object"),
                Arguments.of(tensors("\"a\":null"), "VALUE_NULL"),
                Arguments.of(tensors(at("a", 0, 4) + "," + at("a", 4, 8)), "uplicate"),
                Arguments.of(tensors(at("a", 0, 4) + "," + at("b", 5, 9)), "hole or overlap"),
                Arguments.of(tensors(at("a", 0, 4) + "," + at("b", 3, 7)), "hole or overlap"),
                Arguments.of(tensors(at("a", 0, 4) + "," + at("b", 0, 4)), "hole or overlap"),
                Arguments.of(tensors(at("a", 4, 8)), "hole or overlap"),
                Arguments.of(tensors(at("a", 0, 4)), "bytes of data, expected 4"),
                Arguments.of(tensors(at("a", 0, 40)), "but the file holds 16"),
                Arguments.of(tensors(at("a", -4, 0)), "but the file holds 16"),
                Arguments.of(tensors(at("a", 8, 4)), "but the file holds 16"),
                Arguments.of(tensors(at("a", Long.MIN_VALUE, Long.MAX_VALUE)), "but the file holds 16"),
                Arguments.of(tensors(at("a", Long.MAX_VALUE, Long.MIN_VALUE)), "but the file holds 16"),
                Arguments.of(tensors("\"a\":{" + F32 + ",\"data_offsets\":[0]}"), "two offsets"),
                Arguments.of(tensors("\"a\":{" + F32 + ",\"data_offsets\":[0,4,8]}"), "two offsets"),
                Arguments.of(tensors("\"a\":{" + F32 + ",\"data_offsets\":[0.0,4.0]}"), "whole numbers"),
                Arguments.of(tensors("\"a\":{" + F32 + ",\"data_offsets\":[0,9223372036854775808]}"), "not JSON"),
                Arguments.of(tensors("\"a\":{" + F32 + "}"), "found nothing, expected a list"),
                Arguments.of(tensors(at("a\\u0000b", 0, 4)), "without NUL"),
                Arguments.of(tensors(shaped("[2]")), "does not need the 4 bytes"),
                Arguments.of(tensors(shaped("[-1]")), "does not need the 4 bytes"),
                Arguments.of(tensors(shaped("[-1,-1]")), "does not need the 4 bytes"),
                Arguments.of(tensors(shaped("[4611686018427387904,4]")), "does not need the 4 bytes"),
                Arguments.of(tensors(shaped("[4294967296,4294967296]")), "does not need the 4 bytes"),
                Arguments.of(tensors(shaped("[0,9223372036854775807]")), "does not need the 4 bytes"),
                Arguments.of(tensors(shaped("[1,1,1,1,1,1,1,1,1]")), "at most 8 dimensions"),
                Arguments.of(tensors(shaped("[\"1\"]")), "whole numbers"),
                Arguments.of(tensors(shaped("1")), "expected a list"),
                Arguments.of(tensors(typed("\"I64\"")), "expected F32 or F64"),
                Arguments.of(tensors(typed("32")), "expected text"),
                Arguments.of(tensors(typed("\"\\u001b[31m\"")), "\\u001b"),
                Arguments.of("{\"a\":" + "[".repeat(100_000), "nest"),
                Arguments.of("{\"a\":" + "{\"a\":".repeat(100_000), "nest"),
                Arguments.of("{\"" + "a".repeat(100_000) + "\":1}", "not JSON"),
                Arguments.of("{\"a\":" + "9".repeat(100_000) + "}", "not JSON"));
    }

    private static String tensors(String list) {
        return "{\"__metadata__\":{\"sha256\":\"0\"}," + list + "}";
    }

    private static String at(String name, long from, long to) {
        return "\"" + name + "\":{" + F32 + ",\"data_offsets\":[" + from + "," + to + "]}";
    }

    private static String shaped(String shape) {
        return "\"a\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[0,4]}";
    }

    private static String typed(String type) {
        return "\"a\":{\"dtype\":" + type + ",\"shape\":[1],\"data_offsets\":[0,4]}";
    }

    private static byte[] file(long claimedLength, byte[] header, int dataLength) {
        return ByteBuffer.allocate(8 + header.length + dataLength)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(claimedLength)
                .put(header)
                .array();
    }

    private static byte[] file(String header) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        return file(bytes.length, bytes, 16);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aWrongHeaderIsRefusedForItsReason(String header, String reason) {
        byte[] bytes = file(header);
        assertTrue(isRefused(header, () -> load(bytes)));
        String message = assertThrows(NnException.class, () -> load(bytes)).getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void invalidUtf8InTheHeaderIsRefused() {
        byte[] header = "{\"a?\":1}".getBytes(StandardCharsets.UTF_8);
        header[3] = (byte) 0xC3;
        assertTrue(isRefused("UTF-8", () -> load(file(header.length, header, 0))));
    }

    @Test
    void aHeaderMayClaimAnyLength() {
        for (int bit = 0; bit < 64; bit++) {
            for (long more : new long[] {-1, 0, 1}) {
                long claimed = (1L << bit) + more;
                byte[] bytes = file(claimed, "{}      ".getBytes(StandardCharsets.UTF_8), 16);
                assertBounded(Long.toUnsignedString(claimed), bytes.length, () -> load(bytes));
            }
        }
    }

    @Test
    void tooManyTensorsAreOverALimit() {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i <= SafeTensors.MAX_TENSORS; i++) {
            list.append(i == 0 ? "" : ",").append('"').append(i).append("\":{}");
        }
        byte[] bytes = file(tensors(list.toString()));
        assertThrows(NnException.LimitExceeded.class, () -> load(bytes));
    }

    // What the header describes, with a checksum that is right: the work of somebody who knows the format.

    private static Model load(Object spec, Map<String, Tensor> tensors) {
        TreeMap<String, String> metadata = new TreeMap<>(content.metadata());
        metadata.put(SPEC, spec instanceof String text ? text : Json.write(spec));
        return ModelFile.read(new SafeTensors(metadata, new TreeMap<>(tensors)), "file", REGISTRY);
    }

    private static Object spec() {
        return Json.read(content.metadata().get(SPEC), "spec");
    }

    /** Values to put anywhere in the description; all of them can be written as JSON. */
    private static List<Object> nonsense() {
        List<Object> values = new ArrayList<>(List.of(
                -1L,
                0L,
                1L,
                2L,
                (long) Integer.MAX_VALUE,
                (long) Integer.MAX_VALUE + 1,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                0.5,
                -1e300,
                Double.MAX_VALUE,
                "",
                "x",
                "relu",
                "NaN",
                "\u0000\u001b\n"));
        values.addAll(List.of(
                "elu:alpha=1,alpha=2", true, List.of(), List.of(1L), List.of("a", "a"), List.of(List.of()), Map.of()));
        values.add(Map.of("name", "dense"));
        values.add(Map.of("name", "relu", "settings", Map.of("a", 1L)));
        values.add(List.of(Map.of("name", "one-hot")));
        values.add("y".repeat(5000));
        return values;
    }

    /** All copies of a JSON value in which one place is left out or holds something else. */
    private static void mutations(Object value, List<Object> result) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, item) -> {
                    Map<Object, Object> without = new LinkedHashMap<>(map);
                    without.remove(key);
                    result.add(without);
                    List<Object> changed = new ArrayList<>(nonsense());
                    mutations(item, changed);
                    for (Object other : changed) {
                        Map<Object, Object> copy = new LinkedHashMap<>(map);
                        copy.put(key, other);
                        result.add(copy);
                    }
                });
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    List<Object> without = new ArrayList<>(list);
                    without.remove(i);
                    result.add(without);
                    List<Object> twice = new ArrayList<>(list);
                    twice.add(i, list.get(i));
                    result.add(twice);
                    List<Object> changed = new ArrayList<>(nonsense());
                    mutations(list.get(i), changed);
                    for (Object other : changed) {
                        List<Object> copy = new ArrayList<>(list);
                        copy.set(i, other);
                        result.add(copy);
                    }
                }
            }
            default -> {}
        }
    }

    @Test
    void nonsenseAnywhereInTheDescriptionIsRefusedOrHarmless() {
        List<Object> mutations = new ArrayList<>(nonsense());
        mutations(spec(), mutations);
        int refused = 0;
        for (Object mutation : mutations) {
            String what = Json.write(mutation);
            if (isRefused(what, () -> predictOnce(load(mutation, content.tensors())))) {
                refused++;
            }
        }
        assertTrue(mutations.size() > 1000, mutations.size() + " descriptions");
        assertTrue(refused > 0.8 * mutations.size(), refused + " of " + mutations.size() + " refused");
    }

    /** What loads must also work. */
    private static void predictOnce(Model model) {
        try (Compute compute = Compute.scalar()) {
            Predictor predictor = model.predictor(compute);
            predictor.predict(new float[predictor.features()], new float[predictor.values()]);
        }
    }

    /** A description as text, and the words that its refusal must contain. */
    static Stream<Arguments> descriptions() {
        return Stream.of(
                Arguments.of("\"format\":1", "\"format\":2", "format 2, this version reads 1"),
                Arguments.of("\"format\":1", "\"format\":9223372036854775807", "format 9223372036854775807"),
                Arguments.of("\"format\":1", "\"format\":0", "format 0"),
                Arguments.of("\"name\":\"batch-norm\"", "\"name\":\"batch-nurm\"", "Unknown layer \"batch-nurm\""),
                Arguments.of("\"name\":\"standardize\"", "\"name\":\"normalize\"", "Unknown transform \"normalize\""),
                Arguments.of("\"name\":\"mean-squared-error\"", "\"name\":\"mse\"", "Unknown loss \"mse\""),
                Arguments.of("\"alpha\":0.5", "\"beta\":0.5", "Unknown setting \"beta\""),
                Arguments.of("\"alpha\":0.5", "\"alpha\":\"NaN\"", "expected a finite number"),
                Arguments.of("\"units\":3", "\"units\":0", "expected 1 or more"),
                Arguments.of("\"units\":3", "\"units\":4", "has shape"),
                Arguments.of("\"units\":3", "\"units\":2147483647", "2^31"),
                Arguments.of("\"units\":3", "\"units\":100000000", "has shape"),
                Arguments.of("\"units\":3", "\"units\":300000000", "more than 2^31 − 1 parameters"),
                Arguments.of("\"units\":3", "\"units\":9223372036854775807", "a whole number"),
                Arguments.of("\"input-shape\":[4]", "\"input-shape\":[2,2]", ""),
                Arguments.of("\"input-shape\":[4]", "\"input-shape\":[]", "one to four lengths"),
                Arguments.of("\"input-shape\":[4]", "\"input-shape\":[65536,65536]", "2^31"),
                Arguments.of("\"values\":[\"y\"]", "\"values\":[]", "at least one"),
                Arguments.of("\"values\":[\"y\"]", "\"values\":[\"y\",\"z\"]", "expected 2"),
                Arguments.of("\"values\":[\"y\"]", "\"classes\":[\"y\",\"z\"]", ""));
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void aWrongDescriptionIsRefusedForItsReason(String right, String wrong, String reason) {
        String text = content.metadata().get(SPEC);
        assertTrue(text.contains(right), text);
        String changed = text.replace(right, wrong);
        if (reason.isEmpty()) { // another shape of the same size, another kind of target
            isRefused(changed, () -> load(changed, content.tensors()));
            return;
        }
        assertBounded(changed, changed.length(), () -> load(changed, content.tensors()));
        String message = assertThrows(NnException.class, () -> load(changed, content.tensors()))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void aMissingOrMisshapenTensorIsRefused() {
        for (String name : content.tensors().keySet()) {
            Tensor tensor = content.tensors().get(name);
            TreeMap<String, Tensor> tensors = new TreeMap<>(content.tensors());
            tensors.remove(name);
            assertTrue(isRefused("without " + name, () -> load(spec(), tensors)), "without " + name);

            List<Long> longer = new ArrayList<>(tensor.shape());
            longer.add(1L);
            tensors.put(name, new Tensor(tensor.type(), longer, tensor.bytes()));
            assertTrue(isRefused("shape of " + name, () -> load(spec(), tensors)), "shape of " + name);

            int count = tensor.bytes().remaining() / tensor.type().bytes();
            Tensor otherType = tensor.type() == Tensor.Type.F32
                    ? new Tensor(
                            Tensor.Type.F64,
                            tensor.shape(),
                            Tensor.of(new double[count]).bytes())
                    : new Tensor(
                            Tensor.Type.F32,
                            tensor.shape(),
                            Tensor.of(List.of(count), new float[count], 0, count)
                                    .bytes());
            tensors.put(name, otherType);
            assertTrue(isRefused("type of " + name, () -> load(spec(), tensors)), "type of " + name);
        }
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        for (String name : content.tensors().keySet()) {
            Tensor tensor = content.tensors().get(name);
            ByteBuffer bytes = ByteBuffer.allocate(tensor.bytes().remaining()).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put(0, tensor.bytes(), 0, bytes.capacity());
            if (tensor.type() == Tensor.Type.F32) {
                bytes.putFloat(0, Float.NaN);
            } else {
                bytes.putDouble(0, Double.NEGATIVE_INFINITY);
            }
            TreeMap<String, Tensor> tensors = new TreeMap<>(content.tensors());
            tensors.put(name, new Tensor(tensor.type(), tensor.shape(), bytes));
            assertTrue(isRefused("no number in " + name, () -> load(spec(), tensors)), "no number in " + name);
        }
    }

    @Test
    void aScaleOfZeroIsRefused() {
        int scales = 0;
        for (String name : content.tensors().keySet()) {
            if (name.endsWith(".scale") && content.tensors().get(name).type() == Tensor.Type.F64) {
                TreeMap<String, Tensor> tensors = new TreeMap<>(content.tensors());
                int count = content.tensors().get(name).bytes().remaining() / 8;
                tensors.put(name, Tensor.of(new double[count]));
                assertTrue(isRefused("zeros in " + name, () -> load(spec(), tensors)), "zeros in " + name);
                scales++;
            }
        }
        assertEquals(2, scales); // that of the target and that of standardize
    }

    // Memory.

    /** Asserts that the file is refused and that this allocates no more than the file warrants. */
    private static void assertBounded(String what, long fileLength, Runnable load) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean refused = isRefused(what, load);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(refused, what);
        assertTrue(before > 0, "allocation is not measured");
        assertTrue(
                allocated <= 8 * fileLength + (4 << 20),
                () -> allocated + " bytes for a file of " + fileLength + ": " + what.substring(0, 60));
    }

    static Stream<String> largeHeaders() {
        return IntStream.of(60_000, 600_000).boxed().flatMap(HostileModelFileTest::headersOf);
    }

    private static Stream<String> headersOf(int n) {
        return Stream.of(
                tensors("\"a\":[" + "[],".repeat(n) + "[]]"),
                tensors("\"a\":[" + "{},".repeat(n) + "{}]"),
                tensors("\"a\":[" + "1,".repeat(n) + "1]"),
                tensors("\"a\":[" + "99999,".repeat(n) + "1]"),
                tensors("\"a\":[" + "\"\",".repeat(n) + "1]"),
                tensors("\"a\":[" + "[[[],[]]],".repeat(n / 4) + "1]"),
                tensors("\"a\":[" + "{\"\":{}},".repeat(n / 4) + "1]"),
                tensors("\"a\":[" + "1e9,".repeat(n) + "1]"),
                tensors("\"a\":[" + "true,".repeat(n) + "1]"),
                tensors("\"a\":\"" + "x".repeat(n * 4) + "\""),
                tensors("\"a\":\"" + "\\u0000".repeat(n) + "\""));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("largeHeaders")
    void aHeaderOfManySmallValuesIsBoundedToo(String header) {
        byte[] bytes = file(header);
        assertBounded(header, bytes.length, () -> load(bytes));
    }

    @Test
    void asManyTensorsAsTheLimitAllowsCanBeRead() {
        TreeMap<String, Object> header = new TreeMap<>();
        for (int i = 0; i < SafeTensors.MAX_TENSORS - 1; i++) {
            LinkedHashMap<String, Object> tensor = new LinkedHashMap<>();
            tensor.put("dtype", "F32");
            tensor.put("shape", List.of(3L, 5L));
            tensor.put("data_offsets", List.of(60L * i, 60L * i + 60));
            header.put("dense" + i + ".weights", tensor);
        }
        byte[] text = Json.write(header).getBytes(StandardCharsets.UTF_8);
        assertEquals(header, Json.read(text, "file"));
    }

    // Files.

    @Test
    void whatIsNoReadableFileIsRefused() throws Exception {
        Path missing = directory.resolve("missing");
        String message = assertThrows(NnException.ModelFormat.class, () -> Model.load(missing))
                .getMessage();
        assertTrue(message.contains("no such file"), message);
        assertThrows(NnException.ModelFormat.class, () -> Model.load(directory));
        Path empty = Files.createFile(directory.resolve("empty"));
        assertThrows(NnException.ModelFormat.class, () -> Model.load(empty));
        Path huge = directory.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        assertThrows(NnException.ModelFormat.class, () -> Model.load(huge));
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(valid);
        twice.writeBytes(valid);
        Path doubled = Files.write(directory.resolve("doubled"), twice.toByteArray());
        assertThrows(NnException.ModelFormat.class, () -> Model.load(doubled));
    }
}
