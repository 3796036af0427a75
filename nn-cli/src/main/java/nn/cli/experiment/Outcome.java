package nn.cli.experiment;

import nn.cli.plot.Figure;

/**
 * What came out of an experiment.
 *
 * @param summary a few rows for the terminal
 * @param data all numbers of the picture
 * @param figure the picture
 * @param reading what they show, in a sentence or two
 */
public record Outcome(ResultTable summary, ResultTable data, Figure figure, String reading) {}
