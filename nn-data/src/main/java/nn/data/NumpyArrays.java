package nn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nn.core.Message;
import nn.core.NnException;

/**
 * The arrays of an NPY or NPZ file by name. An array called x, features or data (in any case) and the one of an NPY file is
 * called x here, one called y, target(s) or label(s) is called y.
 *
 * @param name the file's name, for messages
 * @param items the arrays, with different names
 */
record NumpyArrays(String name, List<Item> items) {

    /**
     * An array, or why it cannot be used.
     *
     * @param name its name
     * @param array its header and elements; empty if it cannot be used
     * @param failure the reason in that case
     */
    record Item(String name, Optional<NpyArray> array, Optional<NnException> failure) {
        /** The array, or the reason why there is none as an exception. */
        NpyArray usable() {
            failure.ifPresent(reason -> {
                throw reason;
            });
            return array.orElseThrow();
        }
    }

    static final String FEATURES = "x";
    static final String TARGETS = "y";

    private static final Set<String> FEATURE_NAMES = new TreeSet<>(List.of("x", "features", "data"));
    private static final Set<String> TARGET_NAMES = new TreeSet<>(List.of("y", "target", "targets", "label", "labels"));
    private static final String TRAIN = "_train";
    private static final String TEST = "_test";

    /** Checks that names are different. */
    NumpyArrays {
        items = List.copyOf(items);
        Set<String> seen = new TreeSet<>();
        for (Item item : items) {
            if (!seen.add(item.name())) {
                throw new NnException.Data(name + ": two arrays mean " + Message.quote(item.name())
                        + (item.name().equals(TARGETS) ? ", the targets" : ", the features")
                        + ", expected one. Rename one or leave it away.");
            }
        }
        if (items.isEmpty()) {
            throw new NnException.Data(name + ": no arrays, expected x and y for instance.");
        }
    }

    /** Opens a file, {@code .npz} or else {@code .npy}, and reads the headers of its arrays. */
    static NumpyArrays open(Path path) {
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
            DataFile file = new DataFile(path);
            NpyArray array = new NpyArray(file.name(), file.length(), file::open);
            return new NumpyArrays(file.name(), List.of(new Item(FEATURES, Optional.of(array), Optional.empty())));
        }
        NpzFile file = new NpzFile(path);
        return new NumpyArrays(
                file.name(),
                file.entries().stream().map(entry -> item(file, entry)).toList());
    }

    private static Item item(NpzFile file, NpzFile.Entry entry) {
        try {
            NpyArray array = new NpyArray(
                    file.name() + ": " + Message.oneLine(entry.name(), 40) + ".npy", entry.size(), entry.source());
            return new Item(entry.name(), Optional.of(array), Optional.empty());
        } catch (NnException e) {
            return new Item(entry.name(), Optional.empty(), Optional.of(e));
        }
    }

    /** The arrays to learn from: all, or those whose names do not end in {@code _test} where others end in {@code _train}. */
    NumpyArrays training() {
        return isSplit() ? part(TRAIN, true) : part("", true);
    }

    /** The arrays whose names end in {@code _test}, where others end in {@code _train}. */
    Optional<NumpyArrays> test() {
        boolean any = isSplit() && items.stream().anyMatch(item -> item.name().endsWith(TEST));
        return any ? Optional.of(part(TEST, false)) : Optional.empty();
    }

    private boolean isSplit() {
        return items.stream().anyMatch(item -> item.name().endsWith(TRAIN));
    }

    private NumpyArrays part(String ending, boolean others) {
        List<Item> part = new ArrayList<>();
        for (Item item : items) {
            boolean ends = item.name().endsWith(ending);
            if (ends || (others && !item.name().endsWith(TEST))) {
                String stem = ends ? item.name().substring(0, item.name().length() - ending.length()) : item.name();
                part.add(new Item(called(stem), item.array(), item.failure()));
            }
        }
        return new NumpyArrays(name, part);
    }

    private static String called(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return FEATURE_NAMES.contains(lower) ? FEATURES : TARGET_NAMES.contains(lower) ? TARGETS : name;
    }

    /** The array of a name, if it is there and can be used. */
    Optional<NpyArray> find(String wanted) {
        return items.stream()
                .filter(item -> item.name().equals(wanted))
                .findFirst()
                .flatMap(Item::array);
    }
}
