package nn.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import nn.core.NnException;
import nn.core.activation.Activation;
import nn.core.activation.Elu;
import nn.core.activation.Relu;
import nn.core.layer.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Registry REGISTRY = Registry.load();

    /** An enum setting. */
    enum Mode {
        FAST_ONE,
        SLOW
    }

    /** Every type that a setting may have. */
    record All(
            boolean flag,
            int count,
            long seed,
            double learningRate,
            String text,
            Mode mode,
            Activation activation,
            Optional<Double> maybe,
            List<Integer> hidden) {
        All {
            Require.atLeast(1, "count", count);
            hidden = List.copyOf(hidden);
        }
    }

    private static final All DEFAULTS =
            new All(false, 3, 1, 0.5, "t", Mode.SLOW, new Relu(), Optional.empty(), List.of(4, 5));

    private static All with(String settings) {
        return Spec.parse("x:" + settings).settings().toRecord(MethodHandles.lookup(), DEFAULTS, REGISTRY);
    }

    private static All with(String key, Object value) {
        return Settings.builder().put(key, value).build().toRecord(MethodHandles.lookup(), DEFAULTS, REGISTRY);
    }

    /** Parentheses hold lists together; their items may have settings without further ones. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense:units=3,initializer=constant:value=0.5,bias=false",
                "residual:layers=(layer-norm)",
                "residual:layers=(dense:units=3,bias=false,activation:activation=elu:alpha=0.5),shortcut=(dense:units=2)",
                "concatenate:layers=(residual:layers=(dense,batch-norm:momentum=0.5,epsilon=0.1),dropout:rate=0.25)"
            })
    void nestedComponentsSurviveAsText(String text) {
        Layer layer = REGISTRY.create(Layer.class, Spec.parse(text));
        assertEquals(layer, REGISTRY.create(Layer.class, Spec.parse(layer.spec().toString())));
    }

    @Test
    void whatIsNotSetKeepsItsDefault() {
        assertEquals(DEFAULTS, Settings.EMPTY.toRecord(MethodHandles.lookup(), DEFAULTS, REGISTRY));
    }

    @Test
    void textIsAsGoodAsAValue() {
        assertEquals(
                new All(true, 7, -9, 1e-8, "u", Mode.FAST_ONE, new Relu(), Optional.of(2.0), List.of(4, 5)),
                with("flag=true,count=7,seed=-9,learning-rate=1e-8,text=u,mode=fast-one,activation=relu,maybe=2"));
        assertEquals(List.of(8), with("hidden", "8").hidden());
        assertEquals(List.of(8, 9), with("hidden", "8, 9").hidden());
        assertEquals(List.of(), with("hidden", " ").hidden());
        assertEquals(List.of(8, 9), with("hidden", List.of(8, "9")).hidden());
        assertEquals(7, with("count", 7.0).count());
        assertEquals(
                new Elu(0.1), with("activation", Spec.parse("elu:alpha=0.1")).activation());
    }

    @Test
    void aRecordComesBackFromItsSettings() {
        All some = new All(
                true, 7, Long.MIN_VALUE, 1.0 / 3, "", Mode.FAST_ONE, new Elu(0.1), Optional.of(-0.0), List.of(1));
        Settings settings = Spec.of("x", some, MethodHandles.lookup()).settings();
        assertEquals(some, settings.toRecord(MethodHandles.lookup(), DEFAULTS, REGISTRY));
        assertFalse(Spec.of("x", DEFAULTS, MethodHandles.lookup())
                .settings()
                .asMap()
                .containsKey("maybe"));
    }

    @ParameterizedTest
    @CsvSource({
        "flag=yes, true or false",
        "count=1.5, a whole number",
        "count=99999999999, a whole number",
        "count=0, 1 or more",
        "count=, a whole number",
        "seed=1e30, a whole number",
        "learning-rate=fast, a number",
        "mode=medium, 'one of fast-one, slow'",
        "activation=nosuch, Unknown activation",
        "maybe=x, number",
        "hidden=x, a whole number",
        "learningRate=1, kebab",
        "rate=1, 'Available: flag, count, seed, learning-rate, text, mode, activation, maybe, hidden'"
    })
    void aWrongSettingIsNamedWithWhatIsExpected(String settings, String expected) {
        NnException.Configuration e = assertThrows(NnException.Configuration.class, () -> with(settings));
        String words = expected.equals("kebab") ? "lower-case letters, digits and single hyphens" : expected;
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    @Test
    void aKeyIsGivenOnce() {
        NnException.Configuration e =
                assertThrows(NnException.Configuration.class, () -> Spec.parse("adam:beta1=1,beta1=2"));
        assertTrue(e.getMessage().contains("\"beta1\" is given twice"), e.getMessage());
    }

    @Test
    void aSpecIsNameAndSettings() {
        Spec spec = Spec.parse(" adam : beta1 = 0.9 ,epsilon=1e-8");
        assertEquals("adam", spec.name());
        assertEquals("{beta1=0.9, epsilon=1e-8}", spec.settings().asMap().toString());
        assertEquals("adam:beta1=0.9,epsilon=1e-8", spec.toString());
        assertEquals(spec, Spec.parse(spec.toString()));
        assertEquals("relu", Spec.of("relu").toString());
        assertEquals(Spec.of("relu"), Spec.parse(" relu "));
        assertEquals("a=b", Spec.parse("x:y=a=b").settings().asMap().get("y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                "a:",
                "a:b",
                "a:=1",
                "a:b=1,",
                "a:b=1,,c=2",
                "A",
                "a_b",
                "a b",
                "-a",
                "a-",
                "a--b",
                "ä",
                "a:B=1",
                "a:b c=1"
            })
    void whatIsNoSpecIsRefused(String text) {
        assertThrows(NnException.Configuration.class, () -> Spec.parse(text));
    }

    @Test
    void valuesOfOtherTypesAreAProgrammersError() {
        assertThrows(IllegalArgumentException.class, () -> Settings.builder().put("a", new Object()));
        assertEquals(
                List.of(1L, 0.5),
                Settings.builder().put("a", List.of(1, 0.5f)).build().asMap().get("a"));
    }

    record Inner(int count, Optional<String> name) implements Settings.Group {
        Inner {
            Require.atLeast(1, "count", count);
        }
    }

    record Outer(String before, Inner inner, boolean after) {}

    private static final Outer OUTER = new Outer("b", new Inner(1, Optional.empty()), false);

    @Test
    void settingsOfAGroupStandBesideTheOthers() {
        Outer some = new Outer("b", new Inner(2, Optional.of("n")), true);
        Settings settings = Spec.of("outer", some, MethodHandles.lookup()).settings();
        assertEquals("before=b,count=2,name=n,after=true", settings.toString());
        assertEquals(some, settings.toRecord(MethodHandles.lookup(), OUTER, REGISTRY));
        assertEquals(
                List.of("before", "count", "name", "after"),
                Settings.components(Outer.class).stream()
                        .map(component -> component.getName())
                        .toList());
    }

    @Test
    void aGroupIsNoSettingAndChecksItsOwn() {
        NnException e = assertThrows(NnException.Configuration.class, () -> outer("inner", "x"));
        assertEquals("Unknown setting \"inner\". Available: before, count, name, after.", e.getMessage());
        assertThrows(NnException.Configuration.class, () -> outer("count", 0));
    }

    private static Outer outer(String key, Object value) {
        return Settings.builder().put(key, value).build().toRecord(MethodHandles.lookup(), OUTER, REGISTRY);
    }
}
