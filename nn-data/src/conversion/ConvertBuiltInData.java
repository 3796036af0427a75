import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Converts the files of scikit-learn's data sets into the built-in sets of nn-data. Values are copied as text, character by
 * character; only a header line is added, class numbers become names, and diabetes' targets, printed with an exponent, become
 * the whole numbers that they are.
 *
 * <pre>java ConvertBuiltInData.java SOURCE-DIRECTORY nn-data/src/main/resources/nn/data</pre>
 *
 * The source directory holds scikit-learn's sklearn/datasets/data: breast_cancer.csv, diabetes_data_raw.csv.gz,
 * diabetes_target.csv.gz, digits.csv.gz, iris.csv, wine_data.csv. This program is not part of the build.
 */
public final class ConvertBuiltInData {

    private static final List<String> IRIS =
            List.of("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)");
    private static final List<String> WINE = List.of(
            "alcohol",
            "malic_acid",
            "ash",
            "alcalinity_of_ash",
            "magnesium",
            "total_phenols",
            "flavanoids",
            "nonflavanoid_phenols",
            "proanthocyanins",
            "color_intensity",
            "hue",
            "od280/od315_of_diluted_wines",
            "proline");
    private static final List<String> CELL = List.of(
            "radius",
            "texture",
            "perimeter",
            "area",
            "smoothness",
            "compactness",
            "concavity",
            "concave points",
            "symmetry",
            "fractal dimension");
    private static final List<String> DIABETES =
            List.of("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6");

    private ConvertBuiltInData() {}

    /** Converts all sets. */
    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        List<String> cellNames = Stream.of(
                        CELL.stream().map(name -> "mean " + name),
                        CELL.stream().map(name -> name + " error"),
                        CELL.stream().map(name -> "worst " + name))
                .flatMap(names -> names)
                .toList();
        List<String> pixels = IntStream.range(0, 64)
                .mapToObj(i -> "pixel_" + i / 8 + "_" + i % 8)
                .toList();
        write(target.resolve("iris.csv"), IRIS, withClassNames(lines(source.resolve("iris.csv"))));
        write(target.resolve("wine.csv"), WINE, withClassNames(lines(source.resolve("wine_data.csv"))));
        write(target.resolve("breast-cancer.csv"), cellNames, withClassNames(lines(source.resolve("breast_cancer.csv"))));
        write(target.resolve("digits.csv"), pixels, lines(source.resolve("digits.csv.gz")));
        write(
                target.resolve("diabetes.csv"),
                DIABETES,
                diabetes(
                        lines(source.resolve("diabetes_data_raw.csv.gz")),
                        lines(source.resolve("diabetes_target.csv.gz"))));
    }

    /** The first line holds the numbers of rows and features and the names of the classes; rows end in a class number. */
    private static List<String> withClassNames(List<String> lines) {
        String[] first = lines.getFirst().split(",");
        List<String> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int comma = line.lastIndexOf(',');
            rows.add(line.substring(0, comma + 1) + first[2 + Integer.parseInt(line.substring(comma + 1))]);
        }
        if (rows.size() != Integer.parseInt(first[0])) {
            throw new IllegalArgumentException(rows.size() + " rows, expected " + first[0]);
        }
        return rows;
    }

    private static List<String> diabetes(List<String> features, List<String> targets) {
        return IntStream.range(0, features.size())
                .mapToObj(row -> features.get(row).strip().replaceAll("\\s+", ",") + ","
                        + Math.round(Double.parseDouble(targets.get(row))))
                .toList();
    }

    private static void write(Path file, List<String> features, List<String> rows) throws IOException {
        for (String row : rows) {
            if (row.split(",").length != features.size() + 1) {
                throw new IllegalArgumentException(file + ": " + row);
            }
        }
        String header = String.join(",", features) + ",target";
        Files.writeString(
                file, Stream.concat(Stream.of(header), rows.stream()).collect(Collectors.joining("\n", "", "\n")));
    }

    private static List<String> lines(Path file) throws IOException {
        try (var in = Files.newInputStream(file);
                var text = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.US_ASCII))) {
            return text.lines().toList();
        }
    }
}
