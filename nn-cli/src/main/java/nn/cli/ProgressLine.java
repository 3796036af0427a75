package nn.cli;

import java.util.Locale;

/** What is going on: on a terminal one line that is rewritten, elsewhere plain lines. */
final class ProgressLine {

    private final Console console;
    private int width;

    ProgressLine(Console console) {
        this.console = console;
    }

    void show(String line) {
        if (console.terminal()) {
            console.err().print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            console.err().flush();
            width = line.length();
        } else {
            console.note(line);
        }
    }

    /** Leaves the terminal's line empty for what follows; also after a failure. */
    void clear() {
        if (width > 0) {
            console.err().print("\r" + " ".repeat(width) + "\r");
            console.err().flush();
            width = 0;
        }
    }

    /** A time in words: 2:07, or 3 h 05 min. */
    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%,d h %02d min", whole / 3600, whole / 60 % 60);
    }
}
