package nn.core.init;

import nn.core.random.RandomKey;
import nn.core.spi.Configurable;

/** Gives a parameter its initial values. The same key gives the same bits on every machine. */
public interface Initializer extends Configurable {

    /**
     * Fills a weight matrix.
     *
     * @param random the numbers to use, indexed from 0
     * @param fanIn rows of the matrix: the inputs of a unit
     * @param fanOut columns of the matrix: the units
     * @param weights the array that holds the matrix, row after row; fanIn · fanOut values are overwritten
     * @param from index of the first of them
     */
    void fill(RandomKey random, int fanIn, int fanOut, float[] weights, int from);
}
