package nn.core.layer;

/** What a parameter does in its layer; optimizers may treat roles differently (no weight decay on biases, say). */
public enum Role {
    /** Multiplies the inputs. */
    WEIGHT,
    /** Is added. */
    BIAS,
    /** Scales a value on its own: a normalized one, or one below 0. */
    SCALE,
    /** Is observed during training, not optimized. */
    STATISTIC
}
