package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input explains itself: each case ends with its exit code and exactly one line that says what and where, without a stack
 * trace, and leaves all files as they were.
 */
class ErrorsTest {

    private static final String GOOD_CSV = "x,z,kind\n1,2,a\n2,3,b\n3,5,a\n4,1,b\n";

    @TempDir
    static Path directory;

    /**
     * A command that must fail.
     *
     * @param exitCode with which code
     * @param expected parts of the message
     * @param arguments as typed; @ stands for the directory with the files
     */
    record Case(int exitCode, List<String> expected, List<String> arguments) {

        static Case of(int exitCode, List<String> expected, String arguments) {
            return new Case(exitCode, expected, List.of(arguments.split(" ", -1)));
        }

        static Case train(int exitCode, List<String> expected, String arguments) {
            return of(exitCode, expected, "train --kernel scalar --epochs 2 --out @/new/run " + arguments);
        }

        /** This case with another value for an option. */
        Case with(String option, String value) {
            List<String> changed = new ArrayList<>(arguments);
            changed.set(changed.indexOf(option) + 1, value);
            return new Case(exitCode, expected, changed);
        }

        @Override
        public String toString() {
            return String.join(" ", arguments);
        }
    }

    @BeforeAll
    static void writeFiles() throws IOException {
        write("good.csv", GOOD_CSV);
        write("ragged.csv", "x,z,kind\n1,2,a\n2,3\n3,5,a\n");
        write("text.csv", "x,z,kind\n1,2,a\n2,oops,b\n3,5,a\n4,1,b\n");
        write("nan.csv", "x,z,kind\n1,2,a\n2,3,b\n3,NaN,a\n4,1,b\n");
        write("empty.csv", "");
        write("weights.csv", "x,w,none,kind\n1,2,0,a\n2,-0.5,0,b\n3,1,0,a\n4,1,0,b\n");
        write("who.csv", "who,x,kind\n1,1,a\n1,2,b\n2,3,a\n,4,b\n");
        write("when.csv", "when,x,kind\n2026-01-31,1,a\n2026-02-28,2,b\nsoon,3,a\n2026-03-31,4,b\n");
        write("other.csv", "x,color,kind\n1,red,a\n2,purple,b\n");
        write("colors.csv", "x,color,kind\n1,red,a\n2,blue,b\n3,red,a\n4,blue,b\n");
        write("tulip.csv", "x,color,kind\n1,red,a\n2,blue,tulip\n");
        write("wide.csv", "a,b,c,d,e\n1,2,3,4,x\n5,6,7,8,y\n");
        write("columns.csv", "x" + ",x".repeat(20_000) + "\n");
        write(
                "class.csv",
                "sepal length (cm),sepal width (cm),petal length (cm),petal width (cm),target\n1,2,3,4,tulip\n");
        write("syntax.yaml", "data: digits\nhidden: [8, 4\nepochs: 3\n");
        write("key.yaml", "data: digits\nepoch: 3\n");
        write("twice.yaml", "data: digits\nseed: 3\nseed: 4\n");
        write("value.yaml", "data: digits\nepochs: many\n");
        write("list.yaml", "- digits\n");
        write("alias.yaml", "data: &a digits\nactivation: *a\n");
        write("range.yaml", "data: digits\n  \ndropout: 1.5\n");
        write("block.yaml", "data: iris\nlayers:\n  - {name: residual, layers: [{name: dense, units: 9}]}\n");
        write("nameless.yaml", "data: digits\noptimizer: {beta1: 0.5}\n");
        Files.write(
                directory.resolve("huge-images"),
                ByteBuffer.allocate(20)
                        .putInt(0x00000803)
                        .putInt(Integer.MAX_VALUE)
                        .putInt(28)
                        .putInt(28)
                        .array());
        Files.write(
                directory.resolve("huge-labels"),
                ByteBuffer.allocate(12).putInt(0x00000801).putInt(0x80000000).array());
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(GOOD_CSV.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(directory.resolve("cut.csv.gz"), Arrays.copyOf(zipped.toByteArray(), zipped.size() - 6));
        assertEquals(0, Cli.train(directory.resolve("iris")).exitCode());
        byte[] model = Files.readAllBytes(directory.resolve("iris/model.safetensors"));
        Files.write(directory.resolve("cut.safetensors"), Arrays.copyOf(model, model.length - 5));
        model[model.length - 9] ^= 0x10;
        Files.write(directory.resolve("flipped.safetensors"), model);
    }

    private static void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    static Stream<Case> cases() {
        return Stream.of(
                Case.of(2, List.of("Unknown command \"trian\"", "train"), "trian"),
                Case.of(2, List.of("Unknown option \"--lerning-rate\"", "--learning-rate"), "train --lerning-rate 1"),
                Case.of(2, List.of("Unknown option \"--modell\"", "--model"), "predict --modell=x"),
                Case.of(2, List.of("--data is given twice"), "train --data iris --data wine"),
                Case.of(2, List.of("--data needs a value"), "train --data"),
                Case.of(2, List.of("Missing --data"), "train"),
                Case.of(2, List.of("Missing --model"), "evaluate --data iris"),
                Case.of(2, List.of("Missing FILE"), "inspect"),
                Case.of(2, List.of("Unexpected argument \"more\""), "inspect @/iris/model.safetensors more"),
                Case.of(2, List.of("Unknown command \"trin\"", "train"), "help trin"),
                Case.train(
                        2,
                        List.of("Unknown optimizer \"adma\"", "adam", "gradient-descent"),
                        "--data iris --optimizer adma"),
                Case.train(2, List.of("Unknown setting \"beta\"", "beta1"), "--data iris --optimizer adam:beta=1"),
                Case.train(2, List.of("\"adam:beta1\"", "key=value"), "--data iris --optimizer adam:beta1"),
                Case.train(
                        2,
                        List.of("\"rprop\" needs all 120 training rows", "batch size is 32", "120 or more"),
                        "--data iris --optimizer rprop --batch-size 32"),
                Case.train(
                        2,
                        List.of("1 numbers for 2 optimizers", "one for each"),
                        "--data iris --optimizer adam,l-bfgs"),
                Case.train(
                        2,
                        List.of("\"learning-rate\" is 0.1", "l-bfgs has none"),
                        "--data iris --optimizer l-bfgs --learning-rate 0.1"),
                Case.train(
                                2,
                                List.of("sum of squares", "softmax-cross-entropy of 120 rows"),
                                "--data iris --optimizer adam,levenberg-marquardt")
                        .with("--epochs", "1,1"),
                Case.train(
                        8,
                        List.of("bfgs keeps a matrix", "17,226 parameters", "2,263 MB", "2,000"),
                        "--data digits --optimizer bfgs"),
                Case.train(2, List.of("\"optimizer\" is empty"), "--data iris --optimizer none")
                        .with("--optimizer", ""),
                Case.train(2, List.of("Unknown activation \"rleu\"", "relu"), "--data iris --activation rleu"),
                Case.train(2, List.of("Unknown transform \"scale\"", "standardize"), "--data iris --transforms scale"),
                Case.train(2, List.of("Unknown matrix kernel \"gpu\"", "scalar"), "--data iris --seed 1")
                        .with("--kernel", "gpu"),
                Case.train(2, List.of("\"epochs\" is \"many\"", "whole number"), "--data iris")
                        .with("--epochs", "many"),
                Case.train(2, List.of("\"l2\" is -1"), "--data iris --l2 -1"),
                Case.train(2, List.of("\"clip-norm\" is 0.0"), "--data iris --clip-norm 0"),
                Case.train(2, List.of("average-from is 3", "2 epochs"), "--data iris --average-from 3"),
                Case.train(2, List.of("max-norm", "l-bfgs"), "--data iris --optimizer l-bfgs --max-norm 1"),
                Case.train(2, List.of("lipping", "l-bfgs"), "--data iris --optimizer l-bfgs --clip-value 1"),
                Case.train(2, List.of("parenthesis"), "--data iris --schedule warm-up:then=(step:epochs=1"),
                Case.train(2, List.of("\"learning-rate\" is -1"), "--data iris --learning-rate -1"),
                Case.train(2, List.of("\"hidden\" is 0"), "--data iris --hidden 8,0"),
                Case.train(2, List.of("\"input-noise\" is -1", "0 or more"), "--data iris --input-noise -1"),
                Case.train(2, List.of("batch-norm", "layer-norm", "one of"), "--data iris --batch-norm --layer-norm"),
                Case.train(
                        2,
                        List.of("dropout", "alpha-dropout", "one of"),
                        "--data iris --dropout 0.1 --alpha-dropout 0.1"),
                Case.train(
                        2,
                        List.of("parenthesis", "residual:layers=(dense"),
                        "--data iris --layers residual:layers=(dense"),
                Case.train(2, List.of("\"layers\"", "at least one"), "--data iris --layers residual:layers=()"),
                Case.train(2, List.of("Unknown layer \"danse\"", "dense"), "--data iris --layers danse:units=3"),
                Case.train(2, List.of("\"dens1\"", "dense1"), "--data iris --hidden 8 --freeze dens1"),
                Case.train(2, List.of("nothing to train"), "--data iris --hidden 8 --freeze dense*"),
                Case.train(
                        4, List.of("none.safetensors", "no such file"), "--data iris --init-from @/none.safetensors"),
                Case.train(
                        2,
                        List.of("No layer of the model", "dense1"),
                        "--data wine --hidden 9 --init-from @/iris/model.safetensors"),
                Case.train(2, List.of("\"layers\"", "Leave out hidden"), "--data iris --layers dense --hidden 3"),
                Case.train(2, List.of("residual1", "4 ", "9 ", "shortcut"), "--config @/block.yaml"),
                Case.train(2, List.of("Unknown data source \"iirs\"", "iris", ".csv"), "--data iirs"),
                Case.train(2, List.of("\"clustering\"", "regression"), "--data @/good.csv --task clustering"),
                Case.train(2, List.of("missing.yaml", "no such file"), "--config @/missing.yaml"),
                Case.train(2, List.of("syntax.yaml:3:"), "--config @/syntax.yaml"),
                Case.train(2, List.of("key.yaml:2:1:", "\"epoch\"", "epochs"), "--config @/key.yaml"),
                Case.train(2, List.of("twice.yaml:3:1:", "\"seed\""), "--config @/twice.yaml"),
                Case.train(2, List.of("value.yaml:2:9:", "\"many\""), "--config @/value.yaml"),
                Case.train(2, List.of("list.yaml:1:1:"), "--config @/list.yaml"),
                Case.train(2, List.of("alias.yaml:2:13:", "alias"), "--config @/alias.yaml"),
                Case.train(2, List.of("range.yaml:3:10:", "1.5"), "--config @/range.yaml"),
                Case.train(2, List.of("nameless.yaml:2:12:", "name"), "--config @/nameless.yaml"),
                Case.of(2, List.of("holds a run already"), "train --data iris --out @/iris"),
                Case.of(2, List.of("Missing --data"), "check-gradients"),
                Case.of(2, List.of("Missing --data"), "check-gradients --model @/iris/model.safetensors"),
                Case.of(
                        2,
                        List.of("Both --model and --config"),
                        "check-gradients --data iris --model @/iris/model.safetensors --config @/iris/config.yaml"),
                Case.of(
                        2,
                        List.of("--hidden means nothing with --model"),
                        "check-gradients --data iris --model @/iris/model.safetensors --hidden 3"),
                Case.of(2, List.of("--rows is \"0\"", "1 or more"), "check-gradients --data iris --rows 0"),
                Case.of(2, List.of("--entries is \"many\""), "check-gradients --data iris --entries many"),
                Case.train(3, List.of("none.csv", "no such file"), "--data @/none.csv"),
                Case.train(3, List.of("ragged.csv:3", "2"), "--data @/ragged.csv"),
                Case.train(3, List.of("text.csv:3", "\"z\"", "\"oops\""), "--data @/text.csv"),
                Case.train(3, List.of("nan.csv:4", "\"z\"", "NaN"), "--data @/nan.csv"),
                Case.train(3, List.of("empty.csv"), "--data @/empty.csv"),
                Case.train(3, List.of("no column \"price\""), "--data @/good.csv --target price"),
                Case.train(3, List.of("no column \"wt\" for the weights", "x, w"), "--data @/weights.csv --weights wt"),
                Case.train(
                        3,
                        List.of("weights.csv: row 2: weight column \"w\" is -0.5", "0 or more"),
                        "--data @/weights.csv --weights w"),
                Case.train(
                                3,
                                List.of("weights.csv", "largest weight of the 4 training rows is 0.0"),
                                "--data @/weights.csv --weights none --validation 0 --test 0")
                        .with("--epochs", "1"),
                Case.train(3, List.of("weights.csv:2", "\"kind\" is \"a\""), "--data @/weights.csv --weights kind"),
                Case.train(3, List.of("no column \"w\" for the target"), "--data @/weights.csv --weights w --target w"),
                Case.train(2, List.of("moons", "no columns", "weights"), "--data moons --weights w"),
                Case.train(2, List.of("moons", "no columns", "groups"), "--data moons --group w"),
                Case.train(3, List.of("no column \"gr\" for the groups", "x, w"), "--data @/weights.csv --group gr"),
                Case.train(3, List.of("who.csv:5", "\"who\" is empty", "needed"), "--data @/who.csv --group who"),
                Case.train(
                        3,
                        List.of("when.csv: row 3: time column \"when\" is \"soon\"", "2026-01-31"),
                        "--data @/when.csv --time when"),
                Case.train(3, List.of("weights.csv has 1 group"), "--data @/weights.csv --group none"),
                Case.train(3, List.of("weights.csv has too few different times"), "--data @/weights.csv --time none"),
                Case.train(
                        2,
                        List.of("weights.csv has groups and times", "--split grouped or --split time"),
                        "--data @/weights.csv --time w --group none"),
                Case.train(2, List.of("iris has no groups", "--group COLUMN"), "--data iris --split grouped"),
                Case.train(2, List.of("iris has no times", "--time COLUMN"), "--data iris --split time"),
                Case.train(2, List.of("diabetes are numbers", "random"), "--data diabetes --split stratified"),
                Case.train(
                        2,
                        List.of("\"split\" is \"chance\"", "random, stratified, grouped, time"),
                        "--data iris --split chance"),
                Case.train(3, List.of("none.csv", "no such file"), "--data iris --test-data @/none.csv"),
                Case.train(
                        3,
                        List.of("--test-data must have the features of --data", "good.csv:1: no column \"color\""),
                        "--data @/colors.csv --test-data @/good.csv"),
                Case.train(
                        3,
                        List.of("other.csv: row 2", "\"color\" is \"purple\"", "blue, red"),
                        "--data @/colors.csv --shifted @/other.csv --validation 0.25 --test 0.25"),
                Case.train(
                        3,
                        List.of("tulip.csv: row 2", "\"kind\" is \"tulip\"", "a, b"),
                        "--data @/colors.csv --validation-data @/tulip.csv"),
                Case.train(
                        2,
                        List.of("\"shifted\"", "Leave out validation-data and test-data"),
                        "--data iris --shifted iris --test-data iris"),
                Case.train(2, List.of("\"optimal-error\"", "\"shifted\""), "--data iris --optimal-error 0.1"),
                Case.train(2, List.of("ptimal", "-1.0", "0 or more"), "--data iris --shifted iris --optimal-error=-1"),
                Case.train(2, List.of("\"shifted\", validation is 0.0"), "--data iris --shifted iris --validation 0"),
                Case.train(
                        2,
                        List.of("name \"tulip\"", "no class of iris", "setosa, versicolor"),
                        "--data iris --class-weights tulip=2"),
                Case.train(
                        2, List.of("class \"setosa\" is -1.0", "0 or more"), "--data iris --class-weights setosa=-1"),
                Case.train(2, List.of("\"setosa\"", "CLASS=WEIGHT"), "--data iris --class-weights setosa"),
                Case.train(2, List.of("\"setosa=x\"", "balanced"), "--data iris --class-weights setosa=x"),
                Case.train(2, List.of("two weights", "\"setosa\""), "--data iris --class-weights setosa=1,setosa=2"),
                Case.train(
                        3,
                        List.of("iris", "largest weight of the 120 training rows is 0.0"),
                        "--data iris --class-weights setosa=0,versicolor=0,virginica=0"),
                Case.train(2, List.of("diabetes has no classes"), "--data diabetes --class-weights balanced"),
                Case.train(2, List.of("Oversampling", "diabetes", "no classes"), "--data diabetes --oversample 1"),
                Case.train(2, List.of("\"oversample\" is 2.0", "from 0 to 1"), "--data iris --oversample 2"),
                Case.train(
                        2,
                        List.of("class weights and oversampling", "Choose one"),
                        "--data iris --oversample 1 --class-weights balanced"),
                Case.train(2, List.of("Target scale log", "iris has classes"), "--data iris --target-scale log"),
                Case.train(
                        2,
                        List.of("\"target-scale\" is \"ln\"", "standardize, min-max"),
                        "--data diabetes --target-scale ln"),
                Case.train(
                        2,
                        List.of("no column \"agee\"", "Here are age, sex"),
                        "--data diabetes --transforms columns:names=(agee),apply=(log)"),
                Case.train(
                        2,
                        List.of("\"names\" of columns is empty"),
                        "--data diabetes --transforms columns:names=(),apply=(log)"),
                Case.train(
                        2,
                        List.of("\"unknown\" is \"drop\"", "error, ignore"),
                        "--data diabetes --transforms one-hot:unknown=drop"),
                Case.train(2, List.of("\"count\" is 1", "2 or more"), "--data diabetes --transforms quantile:count=1"),
                Case.train(3, List.of("huge-images", "claims"), "--data idx:@/huge-images,@/huge-labels"),
                Case.train(3, List.of("cut.csv.gz"), "--data @/cut.csv.gz"),
                Case.train(3, List.of("not a directory"), "--data mnist:@/none"),
                Case.of(
                        3,
                        List.of("class.csv", "\"tulip\""),
                        "evaluate --model @/iris/model.safetensors --data @/class.csv"),
                Case.of(4, List.of("none.safetensors", "no such file"), "inspect @/none.safetensors"),
                Case.of(4, List.of("good.csv"), "inspect @/good.csv"),
                Case.of(4, List.of("cut.safetensors"), "predict --data iris --model @/cut.safetensors"),
                Case.of(
                        4,
                        List.of("flipped.safetensors", "checksum"),
                        "evaluate --data iris --model @/flipped.safetensors"),
                Case.of(
                        4,
                        List.of("wide.csv", "sepal length"),
                        "predict --model @/iris/model.safetensors --data @/wide.csv"),
                Case.of(4, List.of("wine"), "evaluate --model @/iris/model.safetensors --data wine"),
                Case.of(5, List.of("good.csv"), "train --data iris --kernel scalar --out @/good.csv"),
                Case.of(5, List.of("good.csv/run"), "train --data iris --kernel scalar --out @/good.csv/run"),
                Case.of(5, List.of("none"), "predict --model @/iris/model.safetensors --data iris --out @/none/p.csv"),
                Case.train(6, List.of("epoch 1", "1.0E30"), "--data digits --learning-rate 1e30"),
                Case.train(8, List.of("2^31 − 1", "fewer units"), "--data iris --hidden 2000000000"),
                Case.train(7, List.of("none.jar", "no such file"), "--data iris --plugins @/none.jar"),
                Case.of(7, List.of("good.csv"), "plugins --plugins @/good.csv"),
                Case.train(8, List.of("columns.csv", "16384"), "--data @/columns.csv"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void failsInOneLineAndLeavesNothingBehind(Case failing) throws IOException {
        List<String> before = Cli.listing(directory);
        Cli.Result result = Cli.run(failing.arguments().stream()
                .map(word -> word.replace("@", directory.toString()))
                .toArray(String[]::new));
        assertEquals(failing.exitCode(), result.exitCode(), result.err());
        assertEquals(1, result.errorLines().size(), result.err());
        String line = result.errorLines().getFirst();
        assertTrue(line.startsWith("nn: ") && line.length() <= 300, line);
        failing.expected().forEach(part -> assertTrue(line.contains(part), () -> "\"" + part + "\" in " + line));
        assertFalse(line.contains("Exception"), line);
        assertEquals(before, Cli.listing(directory));
    }
}
