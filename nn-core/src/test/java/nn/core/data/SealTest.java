package nn.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import nn.core.check.JavaCompilation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing can be fitted to rows for the test: such programs do not compile against the public API. */
class SealTest {

    /** Statements with what they are to be done with, in place of $. */
    private static final String FITTING = """
            transform.fit($.trainingRows())
            Preprocessing.fit($, List.of(transform), scale)
            Preprocessing.automatic($)
            TargetScale.fit($, TargetScaling.STANDARDIZE)
            new ClassWeights.Balanced().of($)
            Folds.stratified(5, 1).within($)
            TrainingConfig.defaults("digits").trainer($, registry)
            """;

    private static JavaCompilation.Result compile(Path directory, String statements) throws Exception {
        return JavaCompilation.compile(directory, "Leak", """
                import nn.core.data.*;
                import nn.core.kernel.Compute;
                import nn.core.model.Model;
                import nn.core.spi.Registry;
                import nn.core.train.*;
                import nn.core.transform.*;
                import java.util.List;
                class Leak {
                    void leak(Split split, Transform transform, TargetScale scale, Trainer trainer, Registry registry, Model model,
                            Compute compute) {
                        %s
                    }
                }
                """.formatted(statements));
    }

    private static void assertCompiles(Path directory, String statements) throws Exception {
        JavaCompilation.Result result = compile(directory, statements);
        assertTrue(result.succeeded(), result.messages());
    }

    private static void assertDoesNotCompile(Path directory, String statement) throws Exception {
        JavaCompilation.Result result = compile(directory, statement);
        assertFalse(result.succeeded(), statement);
        // For its own reason, not for a slip of the pen around it.
        assertEquals(
                1,
                result.messages()
                        .lines()
                        .filter(line -> line.contains("Leak.java:") && line.contains("error:"))
                        .map(line -> line.replaceAll(".*Leak.java:(\\d+).*", "$1"))
                        .distinct()
                        .count(),
                result.messages());
        assertTrue(result.messages().contains("Leak.java:11: error:"), result.messages());
    }

    @Test
    void whatLearnsTakesTheTrainingPartOnly(@TempDir Path directory) throws Exception {
        for (String statement : FITTING.lines().toList()) {
            assertCompiles(directory, statement.replace("$", "split.training()") + ";");
            assertDoesNotCompile(directory, statement.replace("$", "split.validation()") + ";");
            assertDoesNotCompile(directory, statement.replace("$", "split.test()") + ";");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            trainer.fit(split)                               | trainer.fit(split.test())
            trainer.fit(split.withValidation(SplitStrategy.RANDOM, 0.1, 1)) \
            | trainer.fit(new Split(split.training(), split.validation(), split.test()))
            split.withValidation(split.validation().dataset()) | split.withValidation(split.test())
            split.training().rows()                          | split.test().rows()
            split.validation().rows()                        | split.test().dataset()
            for (int row : split.validation().rows()) model.evaluate(split.validation().dataset(), new int[] {row}, compute) \
            | for (int row : split.test().rows()) model.evaluate(split.test().dataset(), new int[] {row}, compute)
            split.test().evaluate(model, compute)            | model.evaluate(split.test(), compute)
            split.test().size()                              | split.test().countIn(null)
            split.training().trainingRows() \
            | new TrainingRows(split.validation().dataset(), split.validation().rows())
            Split.random(split.training().dataset(), 0, 0, 1).training() \
            | new TrainingPart(split.training().dataset(), split.training().rows())
            Split.random(split.training().dataset(), 0, 0.1, 1).test() \
            | new TestPart(split.training().dataset(), split.training().rows())
            Split.random(split.training().dataset(), 0.1, 0, 1).validation() \
            | new ValidationPart(split.training().dataset(), split.training().rows())
            ShiftedSplit.of(SplitStrategy.RANDOM, split.training().dataset(), 0.1, split.training().dataset(), 0.5, 1) \
            | new ShiftedSplit(split, split.test())
            """)
    void nothingElseReachesTheRowsForTheTest(String allowed, String leak, @TempDir Path directory) throws Exception {
        assertCompiles(directory, allowed + ";");
        assertDoesNotCompile(directory, leak + ";");
    }

    @Test
    void onlyAModelIsLetNearThem(@TempDir Path directory) throws Exception {
        assertDoesNotCompile(directory, "class Spy implements Evaluable {}");
        assertDoesNotCompile(directory, "class Spy extends TestPart {}");
        assertDoesNotCompile(directory, "class Spy extends Split {}");
    }
}
