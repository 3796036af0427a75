package nn.optimizers;

/** What BFGS and L-BFGS have in common. */
final class QuasiNewton {

    /** c₂ of the line search, as Nocedal and Wright recommend for methods whose first step is usually good. */
    static final double CURVATURE = 0.9;

    private QuasiNewton() {}

    /**
     * Whether a step s and the change y of the gradient tell of upward curvature, sᵀy > 0, by more than rounding. After a full
     * line search they do.
     */
    static boolean isUsable(double[] step, double[] change) {
        double product = Vectors.dot(step, change);
        return product > Math.ulp(1.0) * Vectors.dot(change, change) && Double.isFinite(product);
    }
}
