package nn.core.diagnose;

import java.util.Arrays;
import nn.core.activation.ElementwiseActivation;
import nn.core.kernel.MatrixKernel;

/**
 * What an activation looks like from afar, found by asking for its slope, so that plugins need not say.
 *
 * @param largestSlope the largest |f'(z)| for z in [−8, 8]
 * @param levelsOff whether f is flat far away on both sides, as sigmoid and tanh are and ReLU is not
 */
record ActivationShape(float largestSlope, boolean levelsOff) {

    private static final int STEPS_PER_UNIT = 16;
    private static final float NEAR = 8;
    private static final float FAR = 30;
    private static final int FAR_POINTS = 8;

    static ActivationShape of(ElementwiseActivation f, MatrixKernel kernel) {
        int near = (int) (2 * NEAR * STEPS_PER_UNIT) + 1;
        float[] z = new float[near + 2 * FAR_POINTS];
        for (int i = 0; i < near; i++) {
            z[i] = (float) i / STEPS_PER_UNIT - NEAR;
        }
        for (int i = 0; i < FAR_POINTS; i++) {
            z[near + i] = FAR + i; // several, lest a periodic function be caught at its top
            z[near + FAR_POINTS + i] = -FAR - i;
        }
        float[] slope = slopes(f, kernel, z);
        float largest = largest(slope, 0, near);
        float above = largest(slope, near, FAR_POINTS);
        float below = largest(slope, near + FAR_POINTS, FAR_POINTS);
        return new ActivationShape(largest, Math.max(above, below) < Thresholds.SATURATED_SLOPE * largest);
    }

    private static float[] slopes(ElementwiseActivation f, MatrixKernel kernel, float[] z) {
        float[] a = new float[z.length];
        float[] ones = new float[z.length];
        Arrays.fill(ones, 1);
        float[] slope = new float[z.length];
        f.forward(kernel, z, a, 0, z.length);
        f.backward(kernel, z, a, ones, slope, 0, z.length);
        return slope;
    }

    private static float largest(float[] slope, int from, int n) {
        float largest = 0;
        for (int i = from; i < from + n; i++) {
            largest = Math.max(largest, Math.abs(slope[i]));
        }
        return largest;
    }
}
