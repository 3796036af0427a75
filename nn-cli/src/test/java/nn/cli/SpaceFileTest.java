package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nn.core.NnException;
import nn.core.search.Choices;
import nn.core.search.Domain;
import nn.core.search.SearchSpace;
import nn.core.spi.Registry;
import nn.core.spi.Spec;
import nn.core.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpaceFileTest {

    private static final Registry REGISTRY = Registry.load();

    @TempDir
    Path directory;

    private SearchSpace read(String text) throws IOException {
        Path file = directory.resolve("space.yaml");
        Files.writeString(file, text);
        return SpaceFile.read(file, TrainingConfig.defaults("iris"), REGISTRY);
    }

    @Test
    void everyFormOfADomainIsUnderstood() throws IOException {
        SearchSpace space = read("""
                batch-norm: true
                transforms: [standardize, {name: rescale, divisor: 3}]
                activation: {choices: [relu, {name: leaky-relu, alpha: {range: [0, 0.3]}}]}
                learning-rate: {log-range: [3e-4, 0.03]}
                batch-size: {log-integers: [16, 256]}
                hidden: {length: {integers: [1, 3]}, each: {log-integers: [16, 256]}}
                optimizer:
                  choices:
                    - adam
                    - {value: l-bfgs, with: {epochs: {integers: [50, 200]}}}
                """);
        assertEquals(Domain.fixed("true"), space.domains().get("batch-norm"));
        assertEquals(
                Domain.fixed(List.of("standardize", Spec.parse("rescale:divisor=3"))),
                space.domains().get("transforms"));
        assertEquals(Domain.logRange(3e-4, 0.03), space.domains().get("learning-rate"));
        assertEquals(Domain.logIntegers(16, 256), space.domains().get("batch-size"));
        assertEquals(
                new Domain.Repeated(Domain.integers(1, 3), Domain.logIntegers(16, 256)),
                space.domains().get("hidden"));
        Choices optimizer = (Choices) space.domains().get("optimizer");
        assertEquals(
                Domain.integers(50, 200),
                optimizer.alternatives().getLast().with().get("epochs"));
        assertTrue(space.domains().get("activation").toString().contains("alpha=Range[low=0.0, high=0.3"));
    }

    @Test
    void jsonIsUnderstoodToo() throws IOException {
        assertEquals(
                read("dropout: {range: [0, 0.5]}").domains(),
                read("{\"dropout\": {\"range\": [0, 0.5]}}").domains());
    }

    record Wrong(String text, String... expected) {}

    static Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong("dropout: {range: [0, 1.5]}", ":1:10: ", "1.5, expected a number from 0"),
                new Wrong("l2: 0\nlerning-rate: 1", ":2:1: unknown key \"lerning-rate\"", "learning-rate", "dropout"),
                new Wrong("l2: 0\nseed: {integers: [1, 9]}", ":2:1: ", "same for all trials"),
                new Wrong("l2: 0\nl2: 1", ":2:1: ", "twice"),
                new Wrong("dropout: {rang: [0, 1]}", ":1:10: expected one of the keys", "\"rang\""),
                new Wrong("dropout: {}", ":1:10: expected one of the keys", "none"),
                new Wrong("dropout: {range: [0.5, 0]}", ":1:18: ", "the lower number first"),
                new Wrong("dropout: {range: [0.5]}", ":1:18: found 1 numbers, expected two"),
                new Wrong("dropout: {range: 0.5}", ":1:18: expected a list of two numbers"),
                new Wrong("dropout: {range: [0, half]}", ":1:22: found \"half\", expected a number"),
                new Wrong("batch-size: {integers: [1, 2.5]}", ":1:28: found \"2.5\", expected a whole number"),
                new Wrong("learning-rate: {log-range: [0, 1]}", ":1:28: ", "greater than 0"),
                new Wrong("dropout: {range: [0, 0.5], points: 3}", ":1:10: expected the key range alone"),
                new Wrong("activation: {choices: [relu]}", ":1:23: ", "two or more"),
                new Wrong("activation: {choices: relu}", ":1:23: expected a list of choices"),
                new Wrong("activation: {choices: [relu, rleu]}", ":1:13: Unknown activation \"rleu\""),
                new Wrong("hidden: {length: 2}", ":1:9: beside length"),
                new Wrong("hidden: {length: many, each: 3}", ":1:9: ", "\"many\""),
                new Wrong("optimizer: {name: adam, beta: {range: [0, 0.5]}}", ":1:12: Unknown setting \"beta\""),
                new Wrong("activation: {choices: [relu, {value: tanh, when: {l2: 1}}]}", ":1:44: unknown key \"when\""),
                new Wrong("activation: {choices: [relu, {value: tanh, with: {l3: 1}}]}", ":1:51: unknown key \"l3\""),
                new Wrong("l2:", ":1:4: no value"),
                new Wrong("- l2", ":1:1: expected keys and values"),
                new Wrong("a: &x 1\nl2: *x", ":2:5: an alias"),
                new Wrong("l2: [", ": "));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Wrong wrong) {
        NnException.Configuration e = assertThrows(NnException.Configuration.class, () -> read(wrong.text()));
        for (String expected : wrong.expected()) {
            assertTrue(e.getMessage().contains("space.yaml") && e.getMessage().contains(expected), e.getMessage());
        }
    }

    @Test
    void aMissingFileIsSaid() {
        NnException.Configuration e = assertThrows(
                NnException.Configuration.class,
                () -> SpaceFile.read(directory.resolve("none"), TrainingConfig.defaults(""), REGISTRY));
        assertTrue(e.getMessage().contains("no such file. Check --space"), e.getMessage());
    }
}
