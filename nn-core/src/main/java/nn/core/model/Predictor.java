package nn.core.model;

import java.util.ArrayDeque;
import nn.core.data.Rows;
import nn.core.kernel.Compute;
import nn.core.kernel.MatrixKernel;
import nn.core.network.InferencePass;
import nn.core.network.Network;
import nn.core.transform.Preprocessing;
import nn.core.transform.TransformPass;

/**
 * Predicts with a finished model again and again: raw rows in, predictions out, both in arrays of the caller. Any number of threads
 * may use one predictor at once, and a prediction has the same bits whichever rows stand beside it and whichever thread computes it.
 *
 * <p>Room for intermediate values is made when more threads predict at once, or a call has more rows, than ever before; apart from
 * that a prediction allocates nothing. Many rows are computed in blocks, each through all layers, so that what one layer writes is
 * still in the cache when the next one reads it. The threads of the {@link Compute} share out the blocks of a call with many rows, and
 * the products of one with few.
 */
public final class Predictor {

    /** Rows of a block: so many that packing the weights is a small part of a product, so few that 1000 units stay in the cache. */
    static final int BLOCK_ROWS = 256;

    /** So many multiply-adds take about as long as one element of an elementwise function. */
    private static final int PARAMETERS_PER_ELEMENT = 64;

    private static final float[] NONE = {};

    private final Network network;
    private final Preprocessing preprocessing;
    private final Readout readout;
    private final Compute compute;
    private final int features;
    private final int values;
    private final ArrayDeque<Room> free = new ArrayDeque<>();

    Predictor(Model model, Compute compute) {
        network = model.network();
        preprocessing = model.preprocessing();
        readout = new Readout(model);
        this.compute = compute;
        features = preprocessing.inputs().size();
        values = readout.valuesPerRow();
    }

    /** The numbers of a raw row. */
    public int features() {
        return features;
    }

    /** The numbers of a prediction: one probability per class, or one number per quantity. */
    public int values() {
        return values;
    }

    /**
     * Predicts one row.
     *
     * @param row raw features in the order of the model's; a category is given by its code 0, 1, …, and what is missing is NaN
     * @param prediction one probability per class, or one number per quantity; overwritten, another array
     * @throws IllegalArgumentException if an array has another length
     * @throws nn.core.NnException.Data if a value is missing or not finite and no transform replaces it, or there is no such category
     */
    public void predict(float[] row, float[] prediction) {
        if (row.length != features || prediction.length != values) {
            throw new IllegalArgumentException("The row has " + row.length + " features and the prediction room for "
                    + prediction.length + " numbers, expected " + features + " and " + values + ".");
        }
        predict(row, 0, 1, prediction, 0);
    }

    /**
     * Predicts rows that follow each other in an array.
     *
     * @param rows raw features, row after row, each as in {@link #predict(float[], float[])}; not modified
     * @param rowsFrom index of the first row's first feature
     * @param count how many rows, 0 or more
     * @param predictions as many predictions, one after another; overwritten, another array
     * @param predictionsFrom index of the first number of the first of them
     * @throws IllegalArgumentException if the rows or the predictions do not fit into their array
     * @throws nn.core.NnException.Data if a value is missing or not finite and no transform replaces it, or there is no such category;
     *     some of the predictions may be written by then
     */
    public void predict(float[] rows, int rowsFrom, int count, float[] predictions, int predictionsFrom) {
        checkFits("rows", count, features, rowsFrom, rows.length);
        checkFits("predictions", count, values, predictionsFrom, predictions.length);
        Room room = take(count);
        try {
            room.array.set(rows, rowsFrom, count);
            room.predict(room.array, 0, count, predictions, predictionsFrom);
        } finally {
            giveBack(room);
        }
    }

    /** Predicts some rows of a source with the features of the model. */
    void predict(Rows source, int from, int count, float[] predictions) {
        Room room = take(count);
        try {
            room.predict(source, from, count, predictions, 0);
        } finally {
            giveBack(room);
        }
    }

    private static void checkFits(String what, int count, int width, int from, int length) {
        if (count < 0 || from < 0 || from + (long) count * width > length) {
            throw new IllegalArgumentException(count + " " + what + " of " + width + " numbers from index " + from
                    + " do not fit into an array of " + length + ".");
        }
    }

    private synchronized Room take(int rows) {
        Room room = free.poll();
        int maxRows = Math.clamp(rows, 1, BLOCK_ROWS);
        return room != null && room.pass.maxRows() >= maxRows ? room : new Room(maxRows);
    }

    private synchronized void giveBack(Room room) {
        room.forgetCall();
        free.push(room);
    }

    /** What a thread needs for a block of rows. The one of a caller holds his call, too, for the threads that take part. */
    private final class Room implements Compute.RangeTask {

        private final TransformPass transforms = preprocessing.newPass();
        private final ArrayRows array = new ArrayRows(preprocessing.inputs());
        private final InferencePass pass;
        private final float[] inputs;
        private Rows source = array;
        private int sourceFrom;
        private float[] predictions = NONE;
        private int predictionsFrom;

        Room(int maxRows) {
            pass = network.newInferencePass(compute, maxRows);
            pass.parametersAreFinal();
            inputs = new float[Math.multiplyExact(maxRows, network.inputShape().size())];
        }

        void predict(Rows rows, int from, int count, float[] target, int targetFrom) {
            source = rows;
            sourceFrom = from;
            predictions = target;
            predictionsFrom = targetFrom;
            if (count <= BLOCK_ROWS) {
                predictBlock(this, 0, count);
            } else {
                compute.ranges(count, features + network.parameters().length / PARAMETERS_PER_ELEMENT, this);
            }
        }

        /** Some rows of this call, on any thread. */
        @Override
        public void run(int from, int n) {
            Room room = take(n);
            try {
                for (int done = 0; done < n; done += BLOCK_ROWS) {
                    room.predictBlock(this, from + done, Math.min(BLOCK_ROWS, n - done));
                }
            } finally {
                giveBack(room);
            }
        }

        private void predictBlock(Room call, int from, int rows) {
            if (rows == 0) {
                return;
            }
            int width = network.inputShape().size();
            MatrixKernel kernel = compute.kernel();
            for (int r = 0; r < rows; r++) {
                call.source.read(call.sourceFrom + from + r, transforms.raw());
                transforms.apply(inputs, r * width);
                if (!(kernel.maxAbs(inputs, r * width, width) <= Float.MAX_VALUE)) { // the row is in the cache now
                    preprocessing.requireFinite(inputs, r * width, call.source, call.sourceFrom + from + r);
                }
            }
            readout.read(
                    kernel, rows, pass.infer(inputs, rows), call.predictions, call.predictionsFrom + from * values);
        }

        /** Keeps no array of a caller alive. */
        private void forgetCall() {
            array.clear();
            source = array;
            predictions = NONE;
        }
    }
}
