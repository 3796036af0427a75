package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nn.core.spi.Registry;
import nn.core.spi.Settings;
import nn.core.spi.Spec;
import nn.core.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    private static final Registry REGISTRY = Registry.load();

    @TempDir
    Path directory;

    private TrainingConfig read(String text) throws IOException {
        Path file = directory.resolve("config.yaml");
        Files.writeString(file, text);
        return TrainingConfig.defaults("").with(ConfigFile.read(file, REGISTRY), REGISTRY);
    }

    @Test
    void componentsAreNamesOrMaps() throws IOException {
        TrainingConfig config = read("""
                data: houses.csv
                hidden: [32, 16]
                optimizer: {name: adam, beta1: 0.8}
                schedule: {name: warm-up, epochs: 2, then: {name: step, epochs: 3}}
                transforms:
                  - standardize
                  - name: min-max
                missing: ["?", ""]
                batch-norm: true
                learning-rate: 1e-2
                """);
        assertEquals("houses.csv", config.input().data());
        assertEquals(Optional.of(List.of(32, 16)), config.network().hidden());
        assertEquals("[adam:beta1=0.8]", config.learning().optimizer().toString());
        assertEquals(
                "warm-up:epochs=2,then=(step:epochs=3)",
                config.learning().schedule().toString());
        assertEquals(List.of("?", ""), config.input().missing());
        assertEquals(2, config.learning().transforms().size());
        assertEquals(0.01, config.learning().learningRate().orElseThrow());
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Settings unusual = Settings.builder()
                .put("data", "a: strange [name], \"yes\" # .csv")
                .put("missing", List.of("", "NA", "no", "-1", "é\t"))
                .put("hidden", List.of())
                .put("optimizer", List.of(Spec.parse("adam:beta1=0.8,epsilon=1e-9"), Spec.of("l-bfgs")))
                .put("epochs", List.of(30, 20))
                .put("learning-rate", 1e-7)
                .put("schedule", Spec.parse("warm-up:epochs=2,then=(step:epochs=3,gamma=0.5)"))
                .put("seed", Long.MIN_VALUE)
                .put("transforms", List.of(Spec.of("standardize"), Spec.parse("rescale:divisor=3")))
                .build();
        TrainingConfig config = TrainingConfig.defaults("").with(unusual, REGISTRY);
        Path file = directory.resolve("config.yaml");
        ConfigFile.write(config, file);
        assertEquals(
                config,
                TrainingConfig.defaults("").with(ConfigFile.read(file, REGISTRY), REGISTRY),
                Files.readString(file));
    }

    @Test
    void anEmptyFileChoosesNothing() throws IOException {
        assertEquals(TrainingConfig.defaults(""), read("# nothing\n"));
    }
}
