package nn.core.diagnose;

/**
 * What the units of a layer do on the probe's rows.
 *
 * @param activation the name of their function f
 * @param units how many there are
 * @param deadShare share of the units with {@code f'(z) = 0} for every row: no gradient reaches their weights, and for ReLU
 *     their output is 0
 * @param saturatedShare where f levels off on both sides, the share of all z (units × rows) at which its slope is less than
 *     {@value Thresholds#SATURATED_SLOPE} of its largest; otherwise 0
 */
public record UnitStatistics(String activation, int units, double deadShare, double saturatedShare) {}
