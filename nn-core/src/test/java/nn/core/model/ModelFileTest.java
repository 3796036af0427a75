package nn.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nn.core.data.Feature;
import nn.core.data.TableRows;
import nn.core.kernel.Compute;
import nn.core.layer.Segment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    private static final Model MODEL = SmallModel.trained();

    /** A tensor as the header of a safetensors file describes it. */
    private static final Pattern TENSOR = Pattern.compile(
            "\"([^\"]+)\":\\{\"dtype\":\"(F32|F64)\",\"shape\":\\[([0-9,]*)],\"data_offsets\":\\[(\\d+),(\\d+)]}");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void save() {
        file = directory.resolve("model.safetensors");
        MODEL.save(file);
    }

    @Test
    void aLoadedModelIsTheSavedOneBitForBit() {
        Model loaded = Model.load(file);
        assertArrayEquals(MODEL.network().parameters(), loaded.network().parameters());
        assertArrayEquals(MODEL.network().state(), loaded.network().state());
        assertEquals(MODEL.network().spec(), loaded.network().spec());
        assertEquals(MODEL.network().inputShape(), loaded.network().inputShape());
        assertEquals(MODEL.network().layout(), loaded.network().layout());
        assertEquals(MODEL.targets(), loaded.targets());
        assertEquals(MODEL.targetColumns(), loaded.targetColumns());
        assertEquals(MODEL.loss(), loaded.loss());
        assertEquals(MODEL.provenance(), loaded.provenance());
        assertEquals(MODEL.preprocessing().inputs(), loaded.preprocessing().inputs());
        assertEquals(MODEL.preprocessing().outputs(), loaded.preprocessing().outputs());
        List<Feature> features = MODEL.preprocessing().inputs();
        TableRows rows = new TableRows(SmallModel.table(), features);
        try (Compute compute = Compute.scalar()) {
            assertEquals(
                    MODEL.predict(rows, compute).values(),
                    loaded.predict(rows, compute).values());
        }
    }

    @Test
    void savingALoadedModelGivesTheSameBytes() throws Exception {
        Path second = directory.resolve("second.safetensors");
        Model.load(file).save(second);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(second));
    }

    @Test
    void anySafetensorsReaderFindsTheTensors() throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long headerLength = bytes.getLong(0);
        assertEquals(0, (8 + headerLength) % 8);
        byte[] header = new byte[(int) headerLength];
        bytes.get(8, header);
        String json = new String(header, StandardCharsets.UTF_8);
        assertTrue(json.startsWith("{\"__metadata__\":{\""), json);
        assertTrue(json.stripTrailing().endsWith("}"), json);
        int dataStart = 8 + header.length;

        TreeMap<String, float[]> floats = new TreeMap<>();
        int end = 0;
        int count = 0;
        Matcher matcher = TENSOR.matcher(json);
        while (matcher.find()) {
            int size = matcher.group(2).equals("F32") ? 4 : 8;
            int elements = 1;
            for (String length : matcher.group(3).split(",", -1)) {
                elements *= Integer.parseInt(length);
            }
            int from = Integer.parseInt(matcher.group(4));
            assertEquals(end, from, matcher.group());
            assertEquals(0, (dataStart + from) % size, "not aligned: " + matcher.group());
            end = Integer.parseInt(matcher.group(5));
            assertEquals(elements * size, end - from, matcher.group());
            count++;
            if (size == 4) {
                float[] values = new float[elements];
                bytes.slice(dataStart + from, end - from)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(values);
                floats.put(matcher.group(1), values);
            }
        }
        assertEquals(bytes.capacity(), dataStart + end);
        assertTrue(count > floats.size(), "there are F64 tensors too");
        for (Segment segment : MODEL.network().layout().segments()) {
            float[] expected = new float[segment.size()];
            System.arraycopy(MODEL.network().parameters(), segment.from(), expected, 0, expected.length);
            assertArrayEquals(expected, floats.remove(segment.name()));
        }
        for (Segment segment : MODEL.network().stateLayout().segments()) {
            float[] expected = new float[segment.size()];
            System.arraycopy(MODEL.network().state(), segment.from(), expected, 0, expected.length);
            assertArrayEquals(expected, floats.remove(segment.name()));
        }
        assertEquals(0, floats.size());
    }
}
