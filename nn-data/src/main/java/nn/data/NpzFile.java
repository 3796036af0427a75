package nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import nn.core.Message;
import nn.core.NnException;

/** An NPZ file: a ZIP archive, stored or deflated, that holds an array of NumPy in each entry. */
final class NpzFile {

    /** An entry. */
    record Entry(String name, long size, NpyArray.Source source) {}

    private static final String ENDING = ".npy";
    private static final int MAX_ENTRIES = 1 << 12;

    private final Path path;
    private final DataFile file;

    NpzFile(Path path) {
        this.path = path;
        file = new DataFile(path);
    }

    String name() {
        return file.name();
    }

    /**
     * The entries by the names of their arrays, in the order of the directory.
     *
     * @throws NnException.Data if the archive is damaged, a name is there twice, or an entry claims more than its bytes can hold
     */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        try (ZipFile zip = open()) {
            if (zip.size() > MAX_ENTRIES) {
                throw new NnException.LimitExceeded(
                        name() + ": " + zip.size() + " arrays, over the limit of " + MAX_ENTRIES + ".");
            }
            for (ZipEntry entry : zip.stream().<ZipEntry>map(e -> e).toList()) {
                String array = arrayName(entry);
                if (!names.add(array)) {
                    throw new NnException.Data(name() + ": the array " + Message.quote(array)
                            + " is there twice, expected different names. Save it again with numpy.savez.");
                }
                refuseClaim(entry);
                entries.add(new Entry(array, entry.getSize(), () -> open(entry.getName())));
            }
        } catch (IOException e) {
            throw damaged(e);
        }
        return entries;
    }

    private ZipFile open() throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e); // a name that is not UTF-8
        }
    }

    private String arrayName(ZipEntry entry) {
        String name = entry.getName();
        if (!name.endsWith(ENDING)) {
            throw new NnException.Data(name() + ": the entry " + Message.quote(name)
                    + ", expected arrays that numpy.savez has written, with names that end in .npy.");
        }
        return name.substring(0, name.length() - ENDING.length());
    }

    private void refuseClaim(ZipEntry entry) {
        long size = entry.getSize();
        long compressed = entry.getCompressedSize();
        if (compressed > file.length() || size > compressed * GzipStream.MAX_RATIO) {
            throw new NnException.Data(name() + ": the array " + Message.quote(entry.getName()) + " claims " + size
                    + " bytes in " + compressed + " of a file of " + file.length() + ". Copy it again.");
        }
        if (size > GzipStream.MAX_INFLATED) {
            throw new NnException.LimitExceeded(name() + ": the array " + Message.quote(entry.getName()) + " has "
                    + size + " bytes, over the limit of " + GzipStream.MAX_INFLATED + ". Use a part of the data.");
        }
    }

    private NnException.Data damaged(IOException e) {
        return new NnException.Data(
                name() + ": the archive is damaged: " + Message.oneLine(String.valueOf(e.getMessage()), 120)
                        + ". Copy it again, or save it with numpy.savez.",
                e);
    }

    private InputStream open(String entryName) throws IOException {
        ZipFile zip = open();
        try {
            ZipEntry entry = zip.getEntry(entryName);
            if (entry == null) {
                throw new IOException("it changed while it was read");
            }
            return new Checked(zip, entry);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The bytes of an entry, whose checksum the JDK's stream does not look at. */
    private static final class Checked extends CheckedInputStream {
        private final ZipFile zip;
        private final ZipEntry entry;

        Checked(ZipFile zip, ZipEntry entry) throws IOException {
            super(zip.getInputStream(entry), new CRC32());
            this.zip = zip;
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            return checked(super.read());
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            return checked(super.read(target, from, count));
        }

        private int checked(int result) throws IOException {
            if (result < 0 && getChecksum().getValue() != entry.getCrc()) {
                throw new IOException("the checksum of " + Message.quote(entry.getName()) + " is wrong");
            }
            return result;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                zip.close();
            }
        }
    }
}
