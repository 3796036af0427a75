package nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    private static StandardOutput failing(String reason) {
        StandardOutput output = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        });
        output.write(1);
        output.flush();
        return output;
    }

    @Test
    void aFullDiskIsAFailure() {
        assertEquals(
                5,
                Failure.of(failing("No space left on device").failure().orElseThrow())
                        .exitCode());
    }

    @Test
    void aReaderThatHasGoneAwayIsNone() {
        assertTrue(failing("Broken pipe").failure().isEmpty());
    }

    @Test
    void everythingArrives() {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        String text = "αβ".repeat(10_000);
        try (PrintStream out = new PrintStream(new StandardOutput(target), false, StandardCharsets.UTF_8)) {
            out.print("x");
            out.print(text);
        }
        assertEquals("x" + text, target.toString(StandardCharsets.UTF_8));
    }
}
