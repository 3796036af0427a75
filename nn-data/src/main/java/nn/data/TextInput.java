package nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/** The text of a file or resource, which is read more than once. */
interface TextInput {

    /** What to call it in messages. */
    String name();

    /** Opens the uncompressed bytes. */
    InputStream open() throws IOException;

    /** A file that is compressed if its name says so. */
    static TextInput of(Path path) {
        DataFile file = new DataFile(path);
        boolean compressed = path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        return new TextInput() {
            @Override
            public String name() {
                return file.name();
            }

            @Override
            public InputStream open() {
                InputStream in = file.open();
                return compressed ? new GzipStream(in, file.name(), GzipStream.MAX_INFLATED) : in;
            }
        };
    }
}
