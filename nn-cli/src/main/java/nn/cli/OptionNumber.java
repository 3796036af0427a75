package nn.cli;

import nn.core.Message;
import nn.core.NnException;
import picocli.CommandLine.ParseResult;

/** Whole numbers on the command line. */
final class OptionNumber {

    private OptionNumber() {}

    /**
     * The number of an option.
     *
     * @param options what was typed
     * @param option its name
     * @param byDefault where it is not given
     * @param minimum the lowest number that is accepted
     */
    static int of(ParseResult options, String option, int byDefault, int minimum) {
        if (!options.hasMatchedOption(option)) {
            return byDefault;
        }
        String text = options.matchedOptionValue(option, "");
        try {
            int number = Integer.parseInt(text);
            if (number >= minimum) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new NnException.Configuration(
                option + " is " + Message.quote(text) + ", expected a whole number, " + minimum + " or more.");
    }
}
