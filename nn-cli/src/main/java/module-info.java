/** The command line: options and files in, training, prediction and reports out. */
module nn.cli {
    requires nn.core;
    requires nn.data;
    requires info.picocli;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;
    requires org.slf4j;
    requires ch.qos.logback.classic;
    requires static org.jspecify;
}
