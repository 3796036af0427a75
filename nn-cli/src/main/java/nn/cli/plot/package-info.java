/**
 * Pictures: line charts as SVG, which every browser shows. A {@link nn.cli.plot.Figure} says what is to be seen; how it is laid out
 * is computed here. No picture knows where its numbers come from.
 */
@NullMarked
package nn.cli.plot;

import org.jspecify.annotations.NullMarked;
