package nn.core.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import nn.core.NnException;

/** A tensor as a header describes it, checked against the length of the data. */
record PlacedTensor(String name, Tensor.Type type, List<Long> shape, long from, long to) {

    private static final int MAX_DIMENSIONS = 8;

    static PlacedTensor of(String name, JsonObject description, long dataLength) {
        String source = description.source();
        Tensor.Type type = Tensor.Type.of(description.text("dtype"), source);
        List<Long> shape = description.numbers("shape");
        List<Long> offsets = description.numbers("data_offsets");
        if (name.indexOf('\0') >= 0 || shape.size() > MAX_DIMENSIONS || offsets.size() != 2) {
            throw new NnException.ModelFormat(source + ": expected a name without NUL, at most " + MAX_DIMENSIONS
                    + " dimensions and two offsets.");
        }
        long from = offsets.get(0);
        long to = offsets.get(1);
        if (from < 0 || to < from || to > dataLength) {
            throw new NnException.ModelFormat(source + ": data bytes " + from + " to " + to + ", but the file holds "
                    + dataLength + ". It is cut off or damaged.");
        }
        if (sizeOf(shape, type, dataLength) != to - from) {
            throw new NnException.ModelFormat(
                    source + ": shape " + shape + " does not need the " + (to - from) + " bytes that it has.");
        }
        return new PlacedTensor(name, type, shape, from, to);
    }

    /** The bytes that a shape needs, or −1 if that is more than there are or a length is negative. */
    private static long sizeOf(List<Long> shape, Tensor.Type type, long dataLength) {
        long size = type.bytes();
        for (long length : shape) {
            if (length < 0 || (length > 0 && size > dataLength / length)) {
                return -1;
            }
            size *= length;
        }
        return size;
    }

    Tensor in(ByteBuffer data) {
        return new Tensor(type, shape, data.slice((int) from, (int) (to - from)).order(ByteOrder.LITTLE_ENDIAN));
    }
}
