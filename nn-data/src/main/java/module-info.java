/** Readers of data files, built-in data sets and synthetic problems, described by a source such as {@code digits} or a path. */
module nn.data {
    requires static org.jspecify;
    requires static java.desktop; // decodes images; without it everything else works
    requires transitive nn.core;
    requires de.siegmar.fastcsv;

    exports nn.data;
}
