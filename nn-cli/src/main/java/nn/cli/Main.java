package nn.cli;

/** The entry point. */
public final class Main {
    private Main() {}

    /**
     * Runs the command.
     *
     * @param arguments what the user typed after the program's name
     */
    public static void main(String[] arguments) {
        StandardError.adopt();
        System.err.println("usage: nn COMMAND [OPTIONS]");
        System.exit(2);
    }
}
