package nn.data;

import java.lang.reflect.Method;

/** Measures what a task allocates on this thread. */
final class Allocation {

    private Allocation() {}

    /** The bytes that a task allocates the second time it runs, when its classes are loaded. */
    static long of(Runnable task) {
        task.run();
        long before = allocated();
        task.run();
        return allocated() - before;
    }

    // By reflection, since the module under test does not read java.management.
    private static long allocated() {
        try {
            Object bean = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            Method method =
                    Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
            return (long) method.invoke(bean);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
