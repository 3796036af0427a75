package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table with everything that may be wrong with one, and a table without fault. */
class DataDescribeCommandTest {

    @TempDir
    static Path directory;

    private static String messy;

    @BeforeAll
    static void write() throws IOException {
        StringBuilder table = new StringBuilder("age,income,city,unit,churn\n");
        for (int i = 0; i < 40; i++) {
            table.append(i == 3 ? "" : 20 + i % 7)
                    .append(',')
                    .append(i == 5 ? 1_000_000 : 1000 + 10 * (i % 9))
                    .append(',')
                    .append(i % 8 == 1 ? "" : i % 2 == 0 ? "Oslo" : "Bergen")
                    .append(",kg,")
                    .append(i % 10 == 0 ? "yes" : "no")
                    .append('\n');
        }
        table.append("20,1000,Oslo,kg,yes\n20,1000,Oslo,kg,no\n");
        messy = Files.writeString(directory.resolve("messy.csv"), table).toString();
    }

    @Test
    void whatIsWorthALookIsSaid() {
        Cli.Result result = Cli.run("data", "describe", messy, "--missing", "");
        assertEquals(0, result.exitCode(), result.err());
        String out = result.out();
        assertTrue(out.contains("42 rows, 4 features, classification into 2 classes"), out);
        assertTrue(
                out.matches(
                        "(?s).*NUMBERS +MISSING +MIN +QUARTILE +MEDIAN .*income +0 +1000 +1010 +1030 +1060 +1000000 .*"),
                out);
        assertTrue(out.matches("(?s).*churn \\(target\\) +0 +no: 37, yes: 5\\R.*"), out);
        assertTrue(out.contains("Missing values: age 2.4 %, city 11.9 %."), out);
        assertTrue(out.contains("it: unit."), out);
        assertTrue(out.contains("income 1."), out);
        assertTrue(out.contains("7.40 times the rows of the smallest"), out);
        assertTrue(out.contains("1 row with all values of an earlier one"), out);
        assertTrue(out.contains("1 row with the features of an earlier one, but another target"), out);
    }

    @Test
    void aProgramGetsAllOfItAsOneLine() {
        Cli.Result result = Cli.run("data", "describe", messy, "--missing", "", "--json");
        assertEquals(1, result.out().lines().count());
        assertTrue(result.err().contains("Worth a look"));
        Map<String, Object> json = result.json();
        assertEquals(42L, json.get("rows"));
        assertEquals(List.of("unit"), json.get("constant"));
        assertEquals(1L, json.get("duplicates"));
        assertEquals(1L, json.get("contradictions"));
        assertEquals(7.4, json.get("imbalance"));
        assertEquals(
                List.of(Map.of(
                        "name",
                        "churn",
                        "missing",
                        0L,
                        "type",
                        "categories",
                        "categories",
                        List.of(Map.of("name", "no", "rows", 37L), Map.of("name", "yes", "rows", 5L)))),
                json.get("targets"));
        Map<?, ?> age = (Map<?, ?>) ((List<?>) json.get("features")).getFirst();
        assertEquals("age", age.get("name"));
        assertEquals(1L, age.get("missing"));
        assertEquals(26.0, age.get("max"));
    }

    @Test
    void dataWithoutFaultHaveNoNotes() throws IOException {
        Path clean = Files.writeString(directory.resolve("clean.csv"), "a,b,y\n1,u,0.5\n2,v,1.5\n3,u,2.5\n4,v,3.5\n");
        Cli.Result result = Cli.run("data", "describe", clean.toString());
        assertFalse(result.out().contains("Worth a look"), result.out());
        assertTrue(result.out().contains("y (target)"), result.out());
    }
}
