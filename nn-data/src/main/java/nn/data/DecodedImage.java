package nn.data;

/**
 * An image as bytes.
 *
 * @param height rows of pixels
 * @param width pixels of a row
 * @param channels 1 for gray, 3 for red, green and blue
 * @param pixels row after row, the channels of a pixel together
 */
record DecodedImage(int height, int width, int channels, byte[] pixels) {

    boolean hasShapeOf(DecodedImage other) {
        return height == other.height && width == other.width && channels == other.channels;
    }

    /** The shape as people write it: 32 × 48 pixels in color. */
    String shapeText() {
        return width + " × " + height + " pixels in " + (channels == 1 ? "gray" : "color");
    }
}
