package nn.core.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import nn.core.NnException;
import nn.core.data.Column;
import nn.core.data.Feature;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.TrainingRows;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import nn.core.train.TrainingConfig;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static final Registry REGISTRY = Registry.load();

    private static final TableDataset DATA = TableDataset.of(
            new Table(
                    "people",
                    List.of(
                            new Column.Numeric("age", new double[] {20, 40, 60}),
                            new Column.Categorical("color", List.of("red", "blue"), new int[] {0, 1, -1}),
                            new Column.Numeric("income", new double[] {0, Math.E - 1, Double.NaN}),
                            new Column.Categorical("coat", List.of("yes", "no"), new int[] {0, 0, 1}),
                            new Column.Numeric("y", new double[] {1, 2, 3}))),
            List.of("y"));
    private static final TrainingRows ROWS =
            Split.random(DATA, 0, 0, 1).training().trainingRows();

    private static List<Transform> transforms(String text) {
        return TrainingConfig.defaults("")
                .with(Settings.builder().put("transforms", text).build(), REGISTRY)
                .learning()
                .transforms()
                .stream()
                .map(spec -> REGISTRY.create(Transform.class, spec))
                .toList();
    }

    private static List<String> names(List<Preprocessing.Step> steps) {
        return Preprocessing.outputs(DATA.features(), steps).stream()
                .map(Feature::name)
                .toList();
    }

    @Test
    void othersStayAndComeFirstThenTheNamedOnesTransformed() {
        List<Preprocessing.Step> steps = Preprocessing.fit(
                ROWS,
                transforms("columns:names=(income,age),apply=(missing-flag,impute-constant:value=-1,log),one-hot"));
        assertEquals(
                List.of("color=red", "color=blue", "coat=yes", "coat=no", "age", "income", "income is missing"),
                names(steps));
        assertArrayEquals(
                new double[] {0, 1, 1, 0, Math.log1p(20), 1, 0},
                Steps.apply(new double[] {20, 1, Math.E - 1, 0}, steps),
                1e-15);
        assertArrayEquals(
                new double[] {0, 0, 1, 0, 0, -Math.log(2), Math.log(2)}, // the flag is one of the columns, too
                Steps.apply(new double[] {0, Double.NaN, Double.NaN, 0}, steps),
                1e-15);
    }

    @Test
    void aStarStandsForAnyLetters() {
        for (String names : List.of("co*", "co*,color", "c*o*", "*r,c*a*t")) {
            assertEquals(
                    List.of("age", "income", "color", "coat"),
                    names(Preprocessing.fit(ROWS, transforms("columns:names=(" + names + "),apply=(ordinal)"))),
                    names);
        }
        Columns columns = new Columns(List.of("ab*ba"), List.of(new Log()));
        assertEquals(false, columns.appliesTo(Feature.number("aba")));
        assertEquals(true, columns.appliesTo(Feature.number("abba")));
    }

    @Test
    void columnsThatOtherTransformsMadeCanBeNamed() {
        List<Preprocessing.Step> steps =
                Preprocessing.fit(ROWS, transforms("one-hot,columns:names=(color=red,color=blue),apply=(standardize)"));
        assertEquals(List.of("age", "income", "coat=yes", "coat=no", "color=red", "color=blue"), names(steps));
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        NnException.Configuration e = assertThrows(
                NnException.Configuration.class,
                () -> Preprocessing.fit(ROWS, transforms("columns:names=(agee),apply=(log)")));
        assertEquals(
                "Transform columns: there is no column \"agee\" to transform. Here are age, color, income, coat.",
                e.getMessage());
    }

    @Test
    void transformsOfOneColumnDoNotLearnFromOthers() {
        List<Preprocessing.Step> steps =
                Preprocessing.fit(ROWS, transforms("columns:names=(age),apply=(min-max,standardize)"));
        assertEquals(
                List.of("apply1.offset", "apply1.scale", "apply2.offset", "apply2.scale"),
                List.copyOf(steps.getFirst().learned().keySet()));
        assertArrayEquals(new double[] {0.5}, steps.getFirst().learned().get("apply2.offset"), 1e-15);
    }

    @Test
    void textAndSpecAreTheSame() {
        String text = "columns:names=(age,income),apply=(log,impute-constant:value=2.0,standardize)";
        Transform columns = REGISTRY.create(Transform.class, Spec.parse(text));
        assertEquals(
                new Columns(List.of("age", "income"), List.of(new Log(), new ImputeConstant(2), new Standardize())),
                columns);
        assertEquals(text, columns.spec().toString());
    }
}
