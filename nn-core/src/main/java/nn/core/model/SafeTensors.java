package nn.core.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.Message;
import nn.core.NnException;

/**
 * Named tensors and text, in the safetensors format: eight bytes with the length of a JSON header, the header, the data. Any
 * safetensors library reads these files; a SHA-256 in the metadata covers header and data, so that damage is found.
 *
 * <p>Reading is strict: no duplicate names, no holes, no overlaps, nothing that claims more than the file holds. Nothing is
 * allocated on the word of a header.
 *
 * @param metadata text by key
 * @param tensors tensors by name
 */
public record SafeTensors(SortedMap<String, String> metadata, SortedMap<String, Tensor> tensors) {

    /** The longest header, in bytes. */
    static final int MAX_HEADER = 16 << 20;

    /** The most tensors in a file. */
    static final int MAX_TENSORS = 100_000;

    private static final String CHECKSUM = "sha256";
    private static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 64;

    /**
     * Writes a file durably.
     *
     * @throws NnException.Output if that fails; the former file is then unchanged
     */
    public void write(Path file) {
        TreeMap<String, String> signed = new TreeMap<>(metadata);
        signed.put(CHECKSUM, checksum());
        byte[] header = header(signed);
        int padding = Math.floorMod(-(8 + header.length), ALIGNMENT);
        ByteBuffer start = ByteBuffer.allocate(8 + header.length + padding).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(header.length + padding);
        start.put(header);
        start.put(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        List<ByteBuffer> parts = new ArrayList<>();
        parts.add(start.flip());
        inFileOrder().forEach(entry -> parts.add(entry.getValue().bytes()));
        DurableFile.write(file, parts);
    }

    /** The SHA-256 over the header without checksum and padding, and the data. */
    private String checksum() {
        MessageDigest sha = Sha256.digest();
        sha.update(header(metadata));
        inFileOrder().forEach(entry -> sha.update(entry.getValue().bytes().duplicate()));
        return HexFormat.of().formatHex(sha.digest());
    }

    /** By name, wide numbers first, so that each number stands at a multiple of its size. */
    private List<Map.Entry<String, Tensor>> inFileOrder() {
        return tensors.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        entry -> -entry.getValue().type().bytes()))
                .toList();
    }

    private byte[] header(SortedMap<String, String> text) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(METADATA, text);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : inFileOrder()) {
            Tensor tensor = entry.getValue();
            long end = offset + tensor.bytes().remaining();
            Map<String, Object> description = new LinkedHashMap<>();
            description.put("dtype", tensor.type().name());
            description.put("shape", tensor.shape());
            description.put("data_offsets", List.of(offset, end));
            header.put(entry.getKey(), description);
            offset = end;
        }
        return Json.write(header).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a file.
     *
     * @throws NnException.ModelFormat if it is missing, damaged or not in the format; the message names the place
     */
    public static SafeTensors read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new NnException.ModelFormat(file + ": no such file.", e);
        } catch (IOException | OutOfMemoryError e) {
            throw new NnException.ModelFormat(file + ": cannot be read: " + e.getMessage(), e);
        }
        return parse(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), file.toString());
    }

    static SafeTensors parse(ByteBuffer file, String source) {
        if (file.remaining() < 8) {
            throw new NnException.ModelFormat(
                    source + ": " + file.remaining() + " bytes, expected a safetensors file.");
        }
        long headerLength = file.getLong(0);
        int present = file.remaining() - 8;
        if (headerLength < 2 || headerLength > Math.min(MAX_HEADER, present)) {
            throw new NnException.ModelFormat(source + ": byte 0: a header of " + Long.toUnsignedString(headerLength)
                    + " bytes, expected 2 to " + Math.min(MAX_HEADER, present)
                    + ". The file is cut off or no safetensors file.");
        }
        byte[] header = new byte[(int) headerLength];
        file.get(8, header);
        if (header[0] != '{') {
            throw new NnException.ModelFormat(source + ": byte 8: the header does not begin with {.");
        }
        JsonObject json = JsonObject.of(Json.read(header, source), source);
        TreeMap<String, String> metadata = metadata(json);
        String checksum = metadata.remove(CHECKSUM);
        if (checksum == null) {
            throw new NnException.ModelFormat(
                    source + ": a safetensors file, but not one that nn has written: it has no checksum.");
        }
        ByteBuffer data = file.slice(8 + header.length, present - header.length);
        SafeTensors content = new SafeTensors(metadata, tensors(json, data, source));
        if (!content.checksum().equals(checksum)) {
            throw new NnException.ModelFormat(source + ": the checksum does not match: the file is damaged.");
        }
        return content;
    }

    private static TreeMap<String, String> metadata(JsonObject header) {
        TreeMap<String, String> metadata = new TreeMap<>();
        if (header.has(METADATA)) {
            JsonObject object = header.object(METADATA);
            object.keys().forEach(key -> metadata.put(key, object.text(key)));
        }
        return metadata;
    }

    private static SortedMap<String, Tensor> tensors(JsonObject header, ByteBuffer data, String source) {
        if (header.keys().size() > MAX_TENSORS) {
            throw new NnException.LimitExceeded(
                    source + ": " + header.keys().size() + " tensors, the limit is " + MAX_TENSORS + ".");
        }
        List<PlacedTensor> placed = new ArrayList<>();
        for (String name : header.keys()) {
            if (!name.equals(METADATA)) {
                placed.add(PlacedTensor.of(name, header.object(name), data.remaining()));
            }
        }
        placed.sort(Comparator.comparingLong(PlacedTensor::from).thenComparingLong(PlacedTensor::to));
        TreeMap<String, Tensor> tensors = new TreeMap<>();
        long end = 0;
        for (PlacedTensor tensor : placed) {
            if (tensor.from() != end) {
                throw new NnException.ModelFormat(source + ": tensor " + Message.quote(tensor.name())
                        + " begins at data byte " + tensor.from() + ", expected " + end
                        + ": tensors follow each other without hole or overlap.");
            }
            end = tensor.to();
            tensors.put(tensor.name(), tensor.in(data));
        }
        if (end != data.remaining()) {
            throw new NnException.ModelFormat(source + ": " + data.remaining() + " bytes of data, expected " + end
                    + " as the header says. The file is cut off or damaged.");
        }
        return tensors;
    }
}
