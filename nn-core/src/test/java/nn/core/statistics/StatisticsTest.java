package nn.core.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    @Test
    void momentsKeepTheirDigitsFarFromZero() {
        RunningMoments moments = new RunningMoments();
        assertEquals(0, moments.mean());
        assertEquals(0, moments.deviation());
        for (double value : new double[] {1e9, 1e9 + 1, 1e9 + 2}) {
            moments.add(value);
        }
        assertEquals(3, moments.count());
        assertEquals(1e9 + 1, moments.mean());
        assertEquals(2, moments.variation(), 1e-9);
        assertEquals(Math.sqrt(2 / 3.0), moments.deviation(), 1e-9);
    }

    @Test
    void quantilesLieOnTheLineBetweenNeighbors() {
        double[] sorted = {1, 2, 4, 10};
        assertEquals(1, Quantiles.of(sorted, 0, 7));
        assertEquals(10, Quantiles.of(sorted, 7, 7));
        assertEquals(1.75, Quantiles.of(sorted, 1, 4));
        assertEquals(3, Quantiles.median(sorted));
        assertEquals(5.5 - 1.75, Quantiles.interquartileRange(sorted));
        assertEquals(4, Quantiles.of(sorted, 2, 3));
        assertEquals(7, Quantiles.median(new double[] {7}));
        assertEquals(0, Quantiles.median(new double[] {-1e308, 1e308}));
    }

    /** As SciPy's norm.ppf gives them. */
    @Test
    void normalQuantilesHaveSixteenDigits() {
        double[][] expected = {
            {1e-300, -37.0470962993612},
            {1e-12, -7.034483825301131},
            {1e-7, -5.1993375821928165},
            {0.025, -1.9599639845400545},
            {0.075, -1.4395314709384563},
            {0.0750001, -1.4395307645017301},
            {0.4, -0.2533471031357997},
            {0.5, 0},
            {0.975, 1.959963984540054},
            {0.999, 3.090232306167813}
        };
        for (double[] pair : expected) {
            assertEquals(pair[1], NormalQuantile.of(pair[0]), 4e-15 * Math.abs(pair[1]), "p = " + pair[0]);
        }
        assertEquals(Double.NEGATIVE_INFINITY, NormalQuantile.of(0));
        assertEquals(Double.POSITIVE_INFINITY, NormalQuantile.of(1));
    }

    private static SortedColumns.Pass pass(int rows, int columns, List<String> log) {
        return each -> {
            log.add("pass");
            double[] row = new double[columns];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    // Each column is another permutation of 0 … rows − 1, with NaN in the place of 5.
                    double value = (r * (2L * c + 1) * 7919L + c) % rows;
                    row[c] = value == 5 ? Double.NaN : value;
                }
                each.accept(row);
            }
        };
    }

    @Test
    void columnsAreSortedWithoutWhatIsMissing() {
        List<String> log = new ArrayList<>();
        SortedColumns.forEach(new int[] {2, 0}, 7, pass(7, 3, log), (column, sorted) -> {
            log.add("column " + column);
            assertArrayEquals(new double[] {0, 1, 2, 3, 4, 6}, sorted);
        });
        assertEquals(List.of("pass", "column 2", "column 0"), log);
        SortedColumns.forEach(
                new int[] {0},
                1,
                each -> each.accept(new double[] {Double.NaN}),
                (_, sorted) -> assertEquals(0, sorted.length));
        SortedColumns.forEach(
                new int[] {0}, 0, (Consumer<double[]> _) -> {}, (_, sorted) -> assertEquals(0, sorted.length));
    }

    @Test
    void ofVeryManyRowsASampleIsCloseAndFewColumnsAreHeldAtOnce() {
        int rows = 1_000_003; // a prime, so that each column is a permutation
        List<String> log = new ArrayList<>();
        SortedColumns.forEach(new int[] {0, 1, 2, 3, 4}, rows, pass(rows, 5, log), (column, sorted) -> {
            log.add("column");
            assertTrue(Math.abs(SortedColumns.MOST_ROWS - sorted.length) <= 1);
            for (int q = 1; q < 100; q++) {
                assertEquals(q / 100.0, Quantiles.of(sorted, q, 100) / rows, 0.006, "column " + column);
            }
        });
        assertEquals(List.of("pass", "column", "column", "column", "column", "pass", "column"), log);
    }

    /** Values from a printed table. */
    @ParameterizedTest
    @CsvSource({"1,12.7062", "2,4.3027", "3,3.1824", "4,2.7764", "9,2.2622", "10,2.2281", "30,2.0423", "120,1.9799"})
    void quantilesOfStudentsTAreThoseOfTheTable(int degrees, double t) {
        assertEquals(t, StudentT.quantile(0.95, degrees), 5e-5);
    }

    @Test
    void theIntervalOfAMeanIsThatOfTheTextbook() {
        // s = 1, n = 3, t = 4.3027
        assertEquals(4.3027 / Math.sqrt(3), StudentT.halfWidth(1, 2, 3).orElseThrow(), 1e-4);
        assertEquals(Optional.empty(), StudentT.halfWidth(1));
    }
}
