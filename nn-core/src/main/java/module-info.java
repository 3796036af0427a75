/** Neural networks in memory: matrices, layers, losses, training and model files. */
module nn.core {
    requires org.slf4j;
    requires tools.jackson.core;
    requires static org.jspecify;
}
