/**
 * The command line: options and files in, training, prediction and reports out.
 *
 * @uses nn.core.spi.Provider through the registry of the core
 */
module nn.cli {
    requires nn.core;
    requires nn.data;
    requires info.picocli;
    requires org.snakeyaml.engine;
    requires org.slf4j;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires jdk.unsupported; // sun.misc.Signal: the only way to hear of a second signal
    requires static org.jspecify;
}
