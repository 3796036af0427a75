package nn.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import nn.core.Message;
import nn.core.NnException;

/**
 * Decodes PNG and JPEG files with the JDK's decoders. Values are those of the file: no color space is converted into another.
 * This class alone needs the module java.desktop.
 */
final class ImageDecoder {

    private static final int MOST_FILE_BYTES = 1 << 28;
    private static final int MOST_PIXELS = 1 << 26;
    private static final int PIXELS_OF_ANY_FILE = 1 << 20;
    private static final int JPEG_SIGNATURE = 0xFFD8FF;
    private static final int OPAQUE = 255;

    private final String name;

    private ImageDecoder(String name) {
        this.name = name;
    }

    /**
     * Decodes a file.
     *
     * @param name what to call it in messages
     * @throws NnException.Data if it is damaged, no PNG or JPEG file, transparent, or has other than 8 bits a channel
     */
    static DecodedImage read(Path path, String name) {
        ImageDecoder decoder = new ImageDecoder(name);
        byte[] bytes = decoder.content(new DataFile(path));
        return decoder.toBytes(decoder.decode(bytes, decoder.format(bytes)));
    }

    private byte[] content(DataFile file) {
        if (file.length() > MOST_FILE_BYTES) {
            throw new NnException.LimitExceeded(name + " has " + file.length() + " bytes, over the limit of "
                    + MOST_FILE_BYTES + " for an image. Make it smaller.");
        }
        try (InputStream in = file.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw DataFile.unreadable(name, e);
        }
    }

    private String format(byte[] bytes) {
        if (bytes.length >= Long.BYTES) {
            long start = ByteBuffer.wrap(bytes).getLong();
            if (start == PngChecksums.SIGNATURE) {
                PngChecksums.check(bytes, name);
                return "png";
            }
            if (start >>> 40 == JPEG_SIGNATURE) {
                return "jpeg";
            }
        }
        throw new NnException.Data(name + ": byte 0: found "
                + HexFormat.of().formatHex(bytes, 0, Math.min(4, bytes.length))
                + ", expected a PNG (89504e47) or JPEG file (ffd8ff). Convert it or remove it.");
    }

    private BufferedImage decode(byte[] bytes, String format) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        List<String> warnings = new ArrayList<>();
        BufferedImage image;
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(String.valueOf(warning)));
            reader.setInput(in, true, true);
            refuseClaim(reader.getWidth(0), reader.getHeight(0), bytes.length);
            image = reader.read(0);
        } catch (NnException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoders answer damaged files with many kinds of exceptions.
            throw damaged(String.valueOf(e.getMessage()), e);
        } finally {
            reader.dispose();
        }
        if (!warnings.isEmpty()) {
            throw damaged(warnings.getFirst(), new IOException(warnings.getFirst()));
        }
        return image;
    }

    private void refuseClaim(int width, int height, int length) {
        long pixels = (long) width * height;
        if (pixels > MOST_PIXELS) {
            throw new NnException.LimitExceeded(name + ": " + width + " × " + height + " pixels, over the limit of "
                    + MOST_PIXELS + ". Make the image smaller.");
        }
        if (pixels > PIXELS_OF_ANY_FILE && pixels > (long) GzipStream.MAX_RATIO * length) {
            throw new NnException.Data(name + " claims " + width + " × " + height + " pixels in a file of " + length
                    + " bytes, more than it can hold. Copy it again.");
        }
    }

    private NnException.Data damaged(String reason, Exception e) {
        return new NnException.Data(
                name + " cannot be decoded: " + Message.oneLine(reason, 100) + ". Copy or save it again.", e);
    }

    private DecodedImage toBytes(BufferedImage image) {
        ColorModel model = image.getColorModel();
        return model instanceof IndexColorModel palette ? ofPalette(image, palette) : ofChannels(image, model);
    }

    private DecodedImage ofChannels(BufferedImage image, ColorModel model) {
        int channels = model.getNumColorComponents();
        if ((channels != 1 && channels != 3) || image.getRaster().getTransferType() != DataBuffer.TYPE_BYTE) {
            throw new NnException.Data(name + " has " + channels + " channels of " + model.getComponentSize(0)
                    + " bits, expected gray or color of 8 bits a channel. Convert it.");
        }
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int[] row = new int[image.getWidth() * bands];
        byte[] pixels = new byte[image.getWidth() * image.getHeight() * channels];
        int next = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, image.getWidth(), 1, row);
            for (int from = 0; from < row.length; from += bands) {
                if (bands > channels && row[from + channels] != OPAQUE) {
                    throw transparent();
                }
                for (int c = 0; c < channels; c++) {
                    pixels[next++] = (byte) row[from + c];
                }
            }
        }
        return new DecodedImage(image.getHeight(), image.getWidth(), channels, pixels);
    }

    /** Colors of a palette; gray if the whole palette is. */
    private DecodedImage ofPalette(BufferedImage image, IndexColorModel palette) {
        int channels = 1;
        for (int i = 0; i < palette.getMapSize(); i++) {
            if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
                channels = 3;
            }
        }
        Raster raster = image.getRaster();
        byte[] pixels = new byte[image.getWidth() * image.getHeight() * channels];
        int next = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int index = raster.getSample(x, y, 0);
                if (palette.getAlpha(index) != OPAQUE) {
                    throw transparent();
                }
                pixels[next++] = (byte) palette.getRed(index);
                if (channels == 3) {
                    pixels[next++] = (byte) palette.getGreen(index);
                    pixels[next++] = (byte) palette.getBlue(index);
                }
            }
        }
        return new DecodedImage(image.getHeight(), image.getWidth(), channels, pixels);
    }

    private NnException.Data transparent() {
        return new NnException.Data(name
                + " has transparent pixels, whose color is not known. Give it a background and remove transparency.");
    }
}
