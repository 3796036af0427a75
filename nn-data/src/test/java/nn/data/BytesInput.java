package nn.data;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A text file in memory. */
final class BytesInput implements TextInput {

    private final String name;
    private final byte[] content;

    BytesInput(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    static BytesInput of(String name, String content) {
        return new BytesInput(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The reader that the name asks for. */
    TableReader reader(CsvOptions options) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".csv" -> new CsvReader(this, options);
            case ".arff" -> new ArffReader(this, options);
            case ".jsonl" -> new JsonLinesReader(this, options);
            case ".svm" -> new LibsvmReader(this, options);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The number of bytes. */
    int length() {
        return content.length;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }
}
