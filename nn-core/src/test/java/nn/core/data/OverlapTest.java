package nn.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nn.core.random.Purpose;
import nn.core.random.RandomKey;
import org.junit.jupiter.api.Test;

class OverlapTest {

    private static final int ROWS = 600;

    /** Rows of which the last ones are copies of the first, in groups of a row and its copy. */
    private static Dataset withCopies(int copies) {
        return withCopies(copies, 0.0, Double.NaN);
    }

    private static Dataset withCopies(int copies, double zeroOfCopies, double missingOfCopies) {
        RandomKey random = RandomKey.of(4, Purpose.DATA);
        double[] x = new double[ROWS];
        double[] z = new double[ROWS];
        int[] color = new int[ROWS];
        double[] group = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            int original = row < ROWS - copies ? row : row - (ROWS - copies);
            x[row] = original % 3 == 0 ? (row == original ? 0.0 : zeroOfCopies) : random.normal(original);
            z[row] = original % 5 == 0
                    ? (row == original ? Double.NaN : missingOfCopies)
                    : random.normal(original + 1000);
            color[row] = original % 2;
            group[row] = original;
        }
        // Otherwise rows without x and z would be the same.
        double[] w = Arrays.stream(group).map(g -> g * 1e-9).toArray();
        Table table = new Table(
                "t",
                List.of(
                        new Column.Numeric("x", x),
                        new Column.Numeric("z", z),
                        new Column.Numeric("w", w),
                        new Column.Categorical("color", List.of("red", "green"), color),
                        new Column.Numeric("group", group),
                        new Column.Numeric("y", new double[ROWS])));
        return TableDataset.of(table, List.of("y"), new TreeMap<>(Map.of(Role.GROUP, "group")));
    }

    /** How many of some rows have their copy, or are one, in the training part. */
    private static long copiesIn(Split split, int copies, int[] rows) {
        int[] training = split.training().rows();
        long count = 0;
        for (int row : rows) {
            int twin = row < copies ? row + ROWS - copies : row - (ROWS - copies);
            if (twin >= 0 && Arrays.binarySearch(training, twin) >= 0) {
                count++;
            }
        }
        return count;
    }

    @Test
    void copiesOfRowsOnTheOtherSideAreCounted() {
        for (int copies : new int[] {1, 60, 250}) {
            Split split = Split.random(withCopies(copies), 0.2, 0.3, 1);
            Overlap overlap = Overlap.of(split);
            assertEquals(copiesIn(split, copies, split.validation().rows()), overlap.validation());
            assertEquals(copiesIn(split, copies, SplitTest.rows(split.test())), overlap.test());
        }
        assertTrue(Overlap.of(Split.random(withCopies(250), 0.2, 0.3, 1)).test() > 50);
    }

    @Test
    void bothZerosAndAllNanAreTheSame() {
        double otherNan = Double.longBitsToDouble(0x7ff8_0000_0000_1234L);
        Split plain = Split.random(withCopies(250), 0.2, 0.3, 1);
        Split odd = Split.random(withCopies(250, -0.0, otherNan), 0.2, 0.3, 1);
        assertEquals(Overlap.of(plain), Overlap.of(odd));
    }

    @Test
    void withoutCopiesOrWithGroupsThereAreNone() {
        assertTrue(Overlap.of(Split.random(withCopies(0), 0.2, 0.3, 1)).isEmpty());
        assertTrue(Overlap.of(Split.grouped(withCopies(250), 0.2, 0.3, 1)).isEmpty());
        assertTrue(Overlap.of(Split.random(withCopies(250), 0, 0, 1)).isEmpty());
    }

    @Test
    void dataOfTheirOwnAreComparedToo() {
        Dataset data = withCopies(0);
        Split split = Split.random(data, 0, 0.5, 1).withValidation(data).withTest(data);
        assertEquals(new Overlap(ROWS / 2, ROWS / 2), Overlap.of(split));
    }
}
