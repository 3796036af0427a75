package nn.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import nn.cli.plot.Axis.Scale;

/**
 * The range of an axis and the places with a number.
 *
 * @param scale how values become places
 * @param min the value at the beginning
 * @param max the value at the end, larger
 * @param values where a number stands, in increasing order
 * @param labels the numbers
 */
record Ticks(Scale scale, double min, double max, List<Double> values, List<String> labels) {

    private static final int ABOUT = 5;
    private static final int MOST = 7;
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** A range that holds all values that have a place on such an axis; if there is none, that from 0 to 1 or from 1 to 10. */
    static Ticks of(Scale scale, DoubleStream all) {
        DoublePredicate hasPlace = v -> Double.isFinite(v) && (scale == Scale.LINEAR || v > 0);
        double[] values = all.filter(hasPlace).sorted().toArray();
        if (values.length == 0) {
            values = scale == Scale.LINEAR ? new double[] {0, 1} : new double[] {1, 10};
        }
        double least = values[0];
        double most = values[values.length - 1];
        return scale == Scale.LINEAR ? linear(least, most) : logarithmic(least, most);
    }

    /** Where a value lies between beginning (0) and end (1). */
    double place(double value) {
        return scale == Scale.LINEAR
                ? (value - min) / (max - min)
                : StrictMath.log(value / min) / StrictMath.log(max / min);
    }

    boolean hasPlace(double value) {
        return Double.isFinite(value) && (scale == Scale.LINEAR || value > 0);
    }

    private static Ticks linear(double least, double most) {
        double span = most > least ? most - least : Math.max(1, Math.abs(least));
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(span / ABOUT)));
        double step = power;
        for (double factor : new double[] {2, 5, 10}) {
            if (span / step > MOST) {
                step = factor * power;
            }
        }
        long first = (long) Math.floor(least / step + 1e-9);
        long last = Math.max(first + 1, (long) Math.ceil(most / step - 1e-9));
        int decimals = (int) Math.max(0, -Math.floor(StrictMath.log10(step) + 1e-9));
        List<Double> values = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            values.add(i * step);
            labels.add(
                    String.format(Locale.ROOT, "%." + decimals + "f", i * step).replace("-", "−"));
        }
        return new Ticks(Scale.LINEAR, first * step, last * step, values, labels);
    }

    /** From one power of ten to another; within a single decade 2 and 5 have a number, too. */
    private static Ticks logarithmic(double least, double most) {
        int first = (int) Math.floor(StrictMath.log10(least) + 1e-9);
        int last = Math.max(first + 1, (int) Math.ceil(StrictMath.log10(most) - 1e-9));
        int stride = Math.ceilDiv(last - first, MOST);
        List<Double> values = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int exponent = first; exponent <= last; exponent++) {
            if ((exponent - first) % stride == 0) {
                values.add(StrictMath.pow(10, exponent));
                labels.add(powerOfTen(exponent));
            }
            if (last - first == 1 && exponent == first) {
                for (int factor : new int[] {2, 5}) {
                    values.add(factor * StrictMath.pow(10, exponent));
                    labels.add(factor + "·" + powerOfTen(exponent));
                }
            }
        }
        return new Ticks(Scale.LOGARITHMIC, StrictMath.pow(10, first), StrictMath.pow(10, last), values, labels);
    }

    private static String powerOfTen(int exponent) {
        if (exponent == 0) {
            return "1";
        }
        if (exponent == 1) {
            return "10";
        }
        StringBuilder text = new StringBuilder(exponent < 0 ? "10⁻" : "10");
        Integer.toString(Math.abs(exponent)).chars().forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
        return text.toString();
    }
}
