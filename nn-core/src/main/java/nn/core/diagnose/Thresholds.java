package nn.core.diagnose;

/**
 * When a figure is worth a warning. All of them compare layers or units of one network with each other, so that they hold at the
 * start of a training and at its end, when all gradients are small.
 */
final class Thresholds {

    /**
     * The share of a function's largest slope below which a value counts as saturated: for the logistic function |z| &gt; 4.4, for
     * tanh |z| &gt; 2.2. Of two such layers in a row 1/400 of the signal is left.
     */
    static final double SATURATED_SLOPE = 0.05;

    /**
     * The share of saturated values from which on a layer is reported for it. Sigmoid and tanh networks that have learned well
     * have up to about a third; standard-normal weights make it half to four fifths.
     */
    static final double SATURATED_SHARE = 0.5;

    /**
     * ‖Dˡ‖ in comparison to the output layer's, per element, below which gradients vanish; its inverse is where they explode. The
     * layers have one learning rate, so that by then the first of them needs a thousand steps for a step of the last. Each layer of
     * sigmoids takes about a factor of 4 even with Glorot's weights (their largest slope is 1/4; Glorot and Bengio, 2010), hence
     * three hidden layers of them pass, and five do not.
     */
    static final double VANISHING_SIGNAL = 1e-3;

    /**
     * ‖dL/dW‖/‖W‖ in comparison to the layer where it is largest, below which gradients vanish where units are saturated. Sigmoid
     * networks with standard-normal weights have 0.004 to 0.045 in their first layer; without saturation, healthy ones have 0.001, too.
     */
    static final double VANISHING_CHANGE = 0.05;

    /**
     * The share of saturated values, in a layer or one behind it, that makes such a ratio a sign of illness. Networks that have
     * learned well stay below 0.2 where the ratio is small (tanh on spirals), and reach 0.28 where it is not.
     */
    static final double SATURATION_EXPLAINS = 0.25;

    /**
     * The share of dead units from which on a layer is reported: the half that the notes speak of ("The ReLU function family"). With
     * He's weights even ten layers of ReLUs stay below 0.4.
     */
    static final double DEAD_SHARE = 0.5;

    private Thresholds() {}
}
