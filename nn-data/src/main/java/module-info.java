/** Readers of data files, and data sets that come with the program. */
module nn.data {
    requires nn.core;
    requires de.siegmar.fastcsv;
    requires tools.jackson.core;
    requires static org.jspecify;
}
