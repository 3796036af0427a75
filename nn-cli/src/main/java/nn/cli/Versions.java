package nn.cli;

/** Which program this is. */
final class Versions {

    private Versions() {}

    /** The version of this program. */
    static String program() {
        var descriptor = Main.class.getModule().getDescriptor();
        return descriptor == null ? "unknown" : descriptor.rawVersion().orElse("unknown");
    }

    /** The version of Java that runs it. */
    static String java() {
        return Runtime.version() + " (" + System.getProperty("java.vm.name") + ")";
    }

    /** The operating system and processor. */
    static String machine() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors";
    }

    static String line() {
        return "nn " + program() + ", Java " + java();
    }
}
