package nn.core.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nn.core.Message;
import nn.core.NnException;
import nn.core.spi.Settings;
import nn.core.spi.Spec;

/** A walk through a space that decides at each parameter it comes to, and ends with a point. */
final class SpaceWalk {

    private static final int LONGEST_LIST = 1000;

    private final Chooser chooser;
    private final SequencedMap<String, Point.Decision> decisions = new LinkedHashMap<>();
    private final Settings.Builder settings = Settings.builder();

    private SpaceWalk(Chooser chooser) {
        this.chooser = chooser;
    }

    static Point through(SequencedMap<String, Domain> domains, Chooser chooser) {
        SpaceWalk walk = new SpaceWalk(chooser);
        domains.forEach((key, domain) -> walk.settings.put(key, walk.value(key, domain)));
        return new Point(walk.decisions, walk.settings.build());
    }

    private Object value(String path, Domain domain) {
        return switch (domain) {
            case Domain.Fixed(Object value) -> value;
            case Domain.Sequence(List<Domain> items) -> items(path, items);
            case Domain.Component(String name, SequencedMap<String, Domain> inside) -> {
                Settings.Builder own = Settings.builder();
                inside.forEach((key, setting) -> own.put(key, value(path + "." + key, setting)));
                yield new Spec(name, own.build());
            }
            case Domain.Repeated(Domain length, Domain each) ->
                items(path, Collections.nCopies(length(path, length), each));
            case Domain.Copies(Domain length, Domain all) -> {
                int count = length(path, length);
                yield count == 0 ? List.of() : Collections.nCopies(count, value(path + ".all", all));
            }
            case Choices choices -> {
                double index = decide(path, choices);
                Choices.Alternative chosen = choices.alternatives().get((int) index);
                String below = path + "." + choices.label(index);
                chosen.with().forEach((key, further) -> settings.put(key, value(below + "." + key, further)));
                yield value(below, chosen.value());
            }
            case Range range -> decide(path, range);
            case Integers integers -> (long) decide(path, integers);
        };
    }

    private List<Object> items(String path, List<Domain> items) {
        List<Object> values = new ArrayList<>();
        for (Domain item : items) {
            values.add(value(path + "." + (values.size() + 1), item));
        }
        return values;
    }

    private double decide(String path, Parameter parameter) {
        double decision = chooser.choose(path, parameter);
        decisions.put(path, new Point.Decision(parameter, decision));
        return decision;
    }

    private int length(String path, Domain domain) {
        String text = value(path + ".length", domain).toString();
        try {
            int length = Integer.parseInt(text);
            if (length >= 0 && length <= LONGEST_LIST) {
                return length;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new NnException.Configuration("The length of " + path + " is " + Message.quote(text)
                + ", expected a whole number from 0 to " + LONGEST_LIST + ".");
    }
}
