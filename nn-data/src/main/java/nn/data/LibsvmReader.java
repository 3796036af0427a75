package nn.data;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.data.Feature;

/**
 * Reads a LIBSVM (SVMlight) file ({@code .svm}, {@code .libsvm} or {@code .svmlight}, also with {@code .gz} behind): in each line
 * a number to predict and then {@code index:value} for the values that are not 0.
 *
 * <pre>+1 1:0.5 4:2   # a comment</pre>
 *
 * <p>Indices count from 1 and increase within a line. The columns are x1, x2, … up to the largest index, and y. Values that are
 * left out are 0: the table is dense, and one of more cells than {@link CsvLimits#cells} is refused. A model may know more
 * columns than the largest index of the file; they are 0. Ranking files ({@code qid:}) and lines with several labels are refused.
 */
public final class LibsvmReader extends TableReader {

    private static final Pattern FEATURE = Pattern.compile("x([1-9][0-9]{0,7})");

    private final TextInput input;
    private final int features;

    /**
     * Finds the largest index.
     *
     * @param file its name ends in {@code .gz} if it is compressed
     * @throws NnException.Data if the file cannot be read or is malformed
     * @throws NnException.LimitExceeded if there are too many columns or cells
     */
    public LibsvmReader(Path file, CsvOptions options) {
        this(TextInput.of(file), options);
    }

    LibsvmReader(TextInput input, CsvOptions options) {
        this(input, options, 1);
    }

    private LibsvmReader(TextInput input, CsvOptions options, int atLeast) {
        int features = features(input, options, atLeast);
        super(input.name(), input.name() + ": ", names(features), options);
        this.input = input;
        this.features = features;
    }

    private static List<String> names(int features) {
        return Stream.concat(IntStream.rangeClosed(1, features).mapToObj(i -> "x" + i), Stream.of("y"))
                .toList();
    }

    /** The largest index in the file, or another number if that is larger. */
    private static int features(TextInput input, CsvOptions options, int atLeast) {
        int features = atLeast;
        long rows = 0;
        try (TextLines lines = new TextLines(input, options.limits())) {
            LibsvmLine line = new LibsvmLine(lines, options.limits().columns());
            while (line.next()) {
                features = Math.max(features, line.largestIndex());
                rows++;
            }
        }
        long cells = (features + 1L) * rows;
        if (cells > options.limits().cells()) {
            throw new NnException.LimitExceeded(input.name() + ": " + rows + " rows of " + (features + 1)
                    + " columns are " + cells + " values when zeros are filled in, over the limit of "
                    + options.limits().cells() + ". Use fewer rows, or raise the limit (CsvLimits.cells).");
        }
        return features;
    }

    @Override
    TableReader fitting(List<Feature> wanted) {
        int largest = wanted.stream()
                .map(feature -> FEATURE.matcher(feature.name()))
                .filter(Matcher::matches)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                .max()
                .orElse(0);
        return largest <= features ? this : new LibsvmReader(input, options(), largest);
    }

    @Override
    void scan(CellSink cells) {
        try (TextLines lines = new TextLines(input, options().limits())) {
            LibsvmLine line = new LibsvmLine(lines, options().limits().columns());
            while (line.next()) {
                line.give(cells, features);
            }
        }
    }
}
