package nn.bench;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the JVM's compilers are doing, in the words of its own diagnostic command; the same as {@code jcmd PID Compiler.queue}. */
final class JitCompiler {

    private JitCompiler() {}

    /** Whether no method is being compiled or waits for it; also where the JVM does not tell. */
    static boolean isIdle() {
        try {
            ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
            Object queue = ManagementFactory.getPlatformMBeanServer()
                    .invoke(commands, "compilerQueue", new Object[] {}, new String[] {});
            return isIdle(String.valueOf(queue));
        } catch (JMException _) {
            return true;
        }
    }

    /** Whether a description of the queues names no method; those that it names come with the number of their compilation. */
    static boolean isIdle(String queue) {
        return queue.lines().noneMatch(line -> line.matches("(C[12] CompilerThread)?\\d+ .*"));
    }
}
