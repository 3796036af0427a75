package nn.core.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.network.GoldenFile;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTest {

    private static final Registry REGISTRY = Registry.load();

    static List<GoldenFile> files() throws IOException {
        return GoldenFile.all("schedules");
    }

    static Stream<Schedule> schedules() {
        return REGISTRY.providers(Schedule.class).stream()
                .map(provider -> REGISTRY.create(Schedule.class, Spec.of(provider.name())));
    }

    private static Schedule make(String text) {
        return REGISTRY.create(Schedule.class, Spec.parse(text));
    }

    @Test
    void eachHasGoldenValues() throws IOException {
        TreeSet<String> names = schedules()
                .map(schedule -> schedule.spec().name())
                .filter(name -> !name.equals("constant"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(8, names.size());
        assertEquals(
                names,
                files().stream()
                        .map(file -> make(file.text("schedule")).spec().name())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void factorsMatchPyTorch(GoldenFile file) {
        Schedule schedule = make(file.text("schedule"));
        double[] expected = file.numbers("factors");
        assertTrue(expected.length >= 8);
        for (int step = 1; step <= expected.length; step++) {
            double factor;
            if (schedule instanceof ReduceOnPlateau) {
                List<Double> losses =
                        Arrays.stream(file.numbers("losses")).boxed().toList();
                factor = schedule.factorAfter(losses.subList(0, step - 1)) * schedule.factor(step, 1, expected.length);
            } else {
                factor = schedule.factor(step, 1, Long.parseLong(file.text("total-steps")));
            }
            assertEquals(expected[step - 1], factor, 1e-10, file + ", step " + step);
        }
    }

    /** Every step of trainings of all lengths, the shortest and beyond the end included. */
    @ParameterizedTest
    @MethodSource("schedules")
    void aFactorIsANumberFrom0To1(Schedule schedule) {
        for (int stepsPerEpoch : new int[] {1, 3, 100}) {
            for (int epochs : new int[] {1, 2, 7, 40}) {
                long total = (long) stepsPerEpoch * epochs;
                for (long step = 1; step <= total + 2; step++) {
                    double factor = schedule.factor(step, stepsPerEpoch, total);
                    assertTrue(factor >= 0 && factor <= 1, schedule + ": " + factor + " in step " + step);
                }
            }
        }
        assertEquals(1, schedule.factorAfter(List.of()));
    }

    /** Epochs are what a person counts; 10 steps make one here. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            step:epochs=2,gamma=0.5                | 20  | 1
            step:epochs=2,gamma=0.5                | 21  | 0.5
            step:epochs=2,gamma=0.5                | 41  | 0.25
            exponential:gamma=0.25                 | 6   | 0.5
            inverse-time:decay=2                   | 6   | 0.5
            cosine:restart=1                       | 6   | 0.5
            cosine:restart=1                       | 11  | 1
            cosine:restart=1,growth=2              | 21  | 0.5
            polynomial                             | 51  | 0.5
            polynomial:end=0.5                     | 51  | 0.75
            warm-up:epochs=2                       | 10  | 0.5
            warm-up:epochs=0.5                     | 1   | 0.2
            warm-up:epochs=2,then=polynomial       | 20  | 1
            warm-up:epochs=2,then=polynomial       | 61  | 0.5
            warm-up:epochs=2,then=(step:epochs=2,gamma=0.5) | 40  | 1
            warm-up:epochs=2,then=(step:epochs=2,gamma=0.5) | 41  | 0.5
            """)
    void timeIsCountedInEpochs(String text, int step, double factor) {
        assertEquals(factor, make(text).factor(step, 10, 100), 1e-12);
    }

    @Test
    void warmUpPassesTheResultsOn() {
        Schedule schedule = make("warm-up:epochs=1,then=(reduce-on-plateau:patience=1,gamma=0.5)");
        assertEquals(1, schedule.factorAfter(List.of(2.0)));
        assertEquals(0.5, schedule.factorAfter(List.of(2.0, 2.0)));
    }

    @Test
    void aPlateauIsOneBelowZeroToo() {
        Schedule schedule = make("reduce-on-plateau:patience=1,gamma=0.5,threshold=0.1");
        assertEquals(1, schedule.factorAfter(List.of(-1.0, -1.2)));
        assertEquals(0.5, schedule.factorAfter(List.of(-1.0, -1.05)));
    }

    @Test
    void aScheduleWithinAnotherIsWrittenInParentheses() {
        Schedule schedule = new WarmUp(2, new WarmUp(1, new StepDecay(10, 0.5)));
        String text = "warm-up:epochs=2.0,then=(warm-up:epochs=1.0,then=(step:epochs=10,gamma=0.5))";
        assertEquals(text, schedule.spec().toString());
        assertEquals(schedule, make(text));
        assertEquals(new WarmUp(2, new CosineDecay()), make("warm-up:epochs=2,then=cosine"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step:epochs=0",
                "step:gamma=0",
                "exponential:gamma=-1",
                "inverse-time:decay=-0.1",
                "polynomial:power=0",
                "polynomial:end=-1",
                "cosine:end=NaN",
                "cosine:restart=-1",
                "cosine:growth=0.5",
                "one-cycle:rise=0",
                "one-cycle:rise=1",
                "one-cycle:start=-1",
                "warm-up:epochs=0",
                "warm-up:then=nonsense",
                "warm-up:then=(step:epochs=0)",
                "warm-up:then=(step:epochs=3",
                "warm-up:then=step:epochs=3)",
                "reduce-on-plateau:gamma=1",
                "reduce-on-plateau:patience=0",
                "reduce-on-plateau:threshold=1",
                "reduce-on-plateau:cooldown=-1",
                "reduce-on-plateau:minimum=-1"
            })
    void whatMakesNoSenseIsRefused(String text) {
        assertThrows(NnException.Configuration.class, () -> make(text));
    }
}
