package nn.simd;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntSupplier;
import nn.core.kernel.MatrixKernel;

/**
 * Loads a copy of this package whose vectors have a given {@link Width}. Classes of other packages are shared with it.
 */
final class WidthLoader extends ClassLoader implements IntSupplier {

    private static final String PACKAGE = WidthLoader.class.getPackageName() + ".";

    private final int bits;

    private WidthLoader(int bits) {
        super("nn.simd-" + bits, WidthLoader.class.getClassLoader());
        this.bits = bits;
    }

    /** Makes a kernel on vectors of the given width. */
    static MatrixKernel kernel(int bits, int mc, int kc, int nc) {
        try {
            return (MatrixKernel) new WidthLoader(bits)
                    .loadClass(VectorKernel.class.getName())
                    .getConstructor(int.class, int.class, int.class)
                    .newInstance(mc, kc, nc);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The kernel cannot be loaded for " + bits + "-bit vectors", e);
        }
    }

    /** The width in bits; {@link Width} asks its loader for it. */
    @Override
    public int getAsInt() {
        return bits;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : copy(name);
        }
    }

    private Class<?> copy(String name) throws ClassNotFoundException {
        String file = name.substring(PACKAGE.length()) + ".class";
        try (InputStream in = WidthLoader.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
