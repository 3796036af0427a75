package nn.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nn.core.NnException;
import nn.core.activation.Relu;
import nn.core.activation.Softmax;
import nn.core.data.Column;
import nn.core.data.Dataset;
import nn.core.data.Split;
import nn.core.data.Table;
import nn.core.data.TableDataset;
import nn.core.data.TestUse;
import nn.core.kernel.Compute;
import nn.core.metric.Bootstrap;
import nn.core.metric.Comparison;
import nn.core.model.Model;
import nn.core.model.Sha256;
import nn.core.network.NetworkSpec;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final NetworkSpec SPEC = NetworkSpec.builder()
            .dense(16)
            .activation(new Relu())
            .dropout(0.1)
            .dense(2)
            .spec();

    /** Two classes that no line separates: the sign of a product. */
    static Dataset xor(int rows) {
        RandomKey random = RandomKey.of(5, Purpose.DATA);
        double[] x = new double[rows];
        double[] y = new double[rows];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = random.uniformDouble(2L * i) - 0.5;
            y[i] = random.uniformDouble(2L * i + 1) - 0.5;
            labels[i] = x[i] * y[i] > 0 ? 1 : 0;
        }
        Table table = new Table(
                "xor",
                List.of(
                        new Column.Numeric("x", x),
                        new Column.Numeric("y", y),
                        new Column.Categorical("class", List.of("no", "yes"), labels)));
        return TableDataset.of(table, List.of("class"));
    }

    @Test
    void learnsWhatNoLineSeparates() {
        Training training =
                Trainer.of(SPEC).epochs(60).earlyStopping(0).batchSize(16).fit(Split.stratified(xor(800), 0.1, 0.1, 1));
        assertTrue(training.test().score() > 0.93, training.test().table());
        assertEquals(60, training.history().size());
        assertEquals(2, training.testPart().uses().size());
    }

    @Test
    void twoModelsAreComparedOnTheTestPart() {
        Split split = Split.stratified(xor(800), 0.1, 0.2, 1);
        Training brief = Trainer.of(SPEC).epochs(1).fit(split);
        Training learned = Trainer.of(SPEC).epochs(60).batchSize(16).fit(split);
        Comparison comparison =
                split.test().compare(brief.model(), learned.model(), Compute.scalar(), Bootstrap.DEFAULT);
        assertTrue(comparison.main().isClear(), comparison.verdict("brief", "learned"));
        assertEquals(
                brief.test().score() - learned.test().score(), comparison.main().value(), 1e-12);
        TestUse use = split.test().uses().getFirst();
        assertEquals("compare", use.what());
        assertEquals(List.of(brief.model().fingerprint(), learned.model().fingerprint()), use.models());
    }

    @Test
    void theSameSeedGivesTheSameBitsWithAnyNumberOfThreads() {
        String one = parameters(1);
        assertEquals(one, parameters(1));
        assertEquals(one, parameters(3));
    }

    private static String parameters(int threads) {
        try (Compute whole = Compute.of(Compute.scalar().kernel(), threads);
                Compute compute = whole.withBlocksOf(16)) {
            Training training =
                    Trainer.of(SPEC).epochs(3).compute(compute).fit(Split.stratified(xor(200), 0.1, 0.1, 1));
            return Sha256.of(training.model().network().parameters());
        }
    }

    @Test
    void aSavedModelPredictsTheSameBits(@TempDir Path directory) throws Exception {
        Dataset data = xor(200);
        Model model =
                Trainer.of(SPEC).epochs(2).fit(Split.random(data, 0.1, 0.1, 1)).model();
        Path file = directory.resolve("xor.safetensors");
        model.save(file);
        Model loaded = Model.load(file);
        assertArrayEquals(model.predict(0.1f, -0.3f), loaded.predict(0.1f, -0.3f));
        assertEquals(model.provenance(), loaded.provenance());
        assertEquals(model.network().spec(), loaded.network().spec());
        try (var files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void stopsWhenTheLossIsNoLongerFinite() {
        Trainer trainer = Trainer.of(SPEC).optimizer(new nn.core.optim.GradientDescent(1e30));
        Split split = Split.stratified(xor(100), 0.1, 0.1, 1);
        NnException.Diverged e = assertThrows(NnException.Diverged.class, () -> trainer.fit(split));
        assertTrue(e.getMessage().contains("epoch 1, step "), e.getMessage());
    }

    @Test
    void refusesASoftmaxUnderACrossEntropyThatContainsIt() {
        NetworkSpec spec =
                NetworkSpec.builder().dense(2).activation(new Softmax()).spec();
        Split split = Split.stratified(xor(100), 0.1, 0.1, 1);
        assertThrows(NnException.Configuration.class, () -> Trainer.of(spec).fit(split));
    }
}
