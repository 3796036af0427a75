/** Readers of data files, built-in data sets and synthetic problems, described by a source such as {@code digits} or a path. */
module nn.data {
    requires static org.jspecify;
    requires transitive nn.core;
    requires de.siegmar.fastcsv;
    requires tools.jackson.core;

    exports nn.data;
}
