package nn.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A panel keeps the steps that are not +0 in all rows, and nothing else. */
class LiveStepsTest {

    private static final int KC = 50;
    private static final int B_STEP = 32;

    @Test
    void stepsOfAPanel() {
        for (int width : new int[] {4, 8}) {
            float[] panel = new float[width * 64 + Width.LANES];
            panel[3 * width + 1] = 2;
            panel[17 * width + width - 1] = -0f; // not the same as +0
            panel[49 * width] = Float.MIN_VALUE;
            panel[50 * width] = 5; // beyond the last step
            LiveSteps steps = new LiveSteps();
            steps.findInPanel(width, KC, panel);
            steps.take(KC, B_STEP, panel, width);
            assertTaken(steps);
            assertEquals(2, panel[1]);
            assertEquals(Float.MIN_VALUE, panel[2 * width]);
        }
    }

    @Test
    void stepsOfRows() {
        float[] rows = new float[10 * KC + 7];
        rows[7 + 3] = 2;
        rows[7 + 9 * KC + 17] = -0f;
        rows[7 + 4 * KC + 49] = Float.NaN;
        float[] panel = new float[10 * 64 + Width.LANES];
        panel[49 * 10 + 4] = 7;
        LiveSteps steps = new LiveSteps();
        steps.findInRows(10, KC, rows, 7, KC);
        steps.take(KC, B_STEP, panel, 10);
        assertTaken(steps);
        assertEquals(7, panel[2 * 10 + 4]);
    }

    @Test
    void aDensePanelStaysAsItIs() {
        float[] panel = new float[8 * 64 + Width.LANES];
        Arrays.fill(panel, 1);
        LiveSteps steps = new LiveSteps();
        steps.findInPanel(8, KC, panel);
        steps.take(KC, B_STEP, panel, 8);
        assertFalse(steps.leavesOut());
        assertEquals(KC, steps.count());
        assertEquals(49 * B_STEP, steps.rows()[49]);
    }

    private static void assertTaken(LiveSteps steps) {
        assertTrue(steps.leavesOut());
        assertEquals(3, steps.count());
        assertArrayEquals(new int[] {3 * B_STEP, 17 * B_STEP, 49 * B_STEP}, Arrays.copyOf(steps.rows(), 3));
    }
}
