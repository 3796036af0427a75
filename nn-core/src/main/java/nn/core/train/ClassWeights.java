package nn.core.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import nn.core.Message;
import nn.core.NnException;
import nn.core.data.Dataset;
import nn.core.data.Targets;
import nn.core.data.TrainingPart;

/** How much rows of each class count in the loss of a training. Only the ratios matter. */
public sealed interface ClassWeights {

    /** All classes weigh the same. */
    ClassWeights NONE = new Named(new TreeMap<>());

    /**
     * All classes count the same in sum, however rare they are.
     *
     * <pre>w_c = W / (C·W_c)</pre>
     *
     * <p>W_c is the sum of the weights of the training rows of class c, which is their number unless rows have weights of their own,
     * W the sum over all C classes that occur (King and Zeng, "Logistic regression in rare events data", Political Analysis 9, 2001,
     * section 4.2).
     */
    record Balanced() implements ClassWeights {
        @Override
        public double[] of(TrainingPart part) {
            Dataset dataset = part.dataset();
            double[] sums = new double[classes(part).names().size()];
            for (int row : part.rows()) {
                sums[dataset.label(row)] += dataset.weight(row);
            }
            double all = Arrays.stream(sums).sum();
            long occurring = Arrays.stream(sums).filter(sum -> sum > 0).count();
            return Arrays.stream(sums)
                    .map(sum -> sum == 0 ? 0 : all / (occurring * sum))
                    .toArray();
        }
    }

    /**
     * Weights by name.
     *
     * @param weights 0 or more; classes that are not named weigh 1
     */
    record Named(SortedMap<String, Double> weights) implements ClassWeights {
        /** Checks the weights. */
        public Named {
            weights = new TreeMap<>(weights);
            weights.forEach((name, weight) -> {
                if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("The weight of class " + Message.quote(name) + " is " + weight
                            + ", expected a number of 0 or more.");
                }
            });
        }

        @Override
        public double[] of(TrainingPart part) {
            List<String> names = classes(part).names();
            for (String name : weights.keySet()) {
                if (!names.contains(name)) {
                    throw new NnException.Configuration("Class weights name " + Message.quote(name)
                            + ", which is no class of " + part.dataset().name() + ". There are "
                            + Message.oneLine(String.join(", ", names), 150) + ".");
                }
            }
            return names.stream()
                    .mapToDouble(name -> weights.getOrDefault(name, 1.0))
                    .toArray();
        }
    }

    /**
     * Weights as a configuration has them: {@code balanced}, or {@code name=weight} for some classes, or nothing.
     *
     * @throws IllegalArgumentException if they are neither
     */
    static ClassWeights parse(List<String> texts) {
        if (texts.equals(List.of("balanced"))) {
            return new Balanced();
        }
        TreeMap<String, Double> weights = new TreeMap<>();
        for (String text : texts) {
            Map.Entry<String, Double> entry = entry(text);
            if (weights.put(entry.getKey(), entry.getValue()) != null) {
                throw new IllegalArgumentException("Setting \"class-weights\" has two weights of class "
                        + Message.quote(entry.getKey()) + ", expected one.");
            }
        }
        return new Named(weights);
    }

    private static Map.Entry<String, Double> entry(String text) {
        int equals = text.lastIndexOf('=');
        try {
            return Map.entry(text.substring(0, Math.max(equals, 0)), Double.valueOf(text.substring(equals + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Setting \"class-weights\" is " + Message.quote(text)
                            + ", expected balanced, or CLASS=WEIGHT for some classes, as in yes=5,no=1.",
                    e);
        }
    }

    private static Targets.Classes classes(TrainingPart part) {
        if (part.dataset().targets() instanceof Targets.Classes classes) {
            return classes;
        }
        throw new NnException.Configuration(
                "Class weights are chosen, but " + part.dataset().name()
                        + " has no classes: its targets are numbers. Leave them out, or give each row a weight of its own.");
    }

    /**
     * The weight of each class.
     *
     * @param part the rows to learn from
     * @throws NnException.Configuration if there are no classes, or none of a name
     */
    double[] of(TrainingPart part);
}
