package nn.core.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import nn.core.Message;
import nn.core.NnException;

/**
 * Numbers with a shape, as they stand in a file.
 *
 * @param type the numbers' format
 * @param shape lengths, row-major; no length at all is one number
 * @param bytes little-endian
 */
public record Tensor(Type type, List<Long> shape, ByteBuffer bytes) {

    /** The formats that occur in models. */
    public enum Type {
        /** {@code float}. */
        F32(4),
        /** {@code double}. */
        F64(8);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return bytes;
        }

        static Type of(String name, String source) {
            for (Type type : values()) {
                if (type.name().equals(name)) {
                    return type;
                }
            }
            throw new NnException.ModelFormat(source + ": type " + Message.quote(name) + ", expected F32 or F64.");
        }
    }

    /** Copies a stretch of {@code float}s. */
    public static Tensor of(List<Integer> shape, float[] values, int from, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(4, count)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values, from, count);
        return new Tensor(Type.F32, shape.stream().map(Integer::longValue).toList(), bytes);
    }

    /** Copies a vector of {@code double}s. */
    public static Tensor of(double[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(8, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return new Tensor(Type.F64, List.of((long) values.length), bytes);
    }

    /** The numbers, which must be {@code float}s. */
    public float[] floats() {
        require(Type.F32);
        float[] values = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    /** The numbers, which must be {@code double}s. */
    public double[] doubles() {
        require(Type.F64);
        double[] values = new double[bytes.remaining() / 8];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    private void require(Type expected) {
        if (type != expected) {
            throw new IllegalArgumentException("A tensor is " + type + ", expected " + expected + ".");
        }
    }
}
