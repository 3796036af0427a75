package nn.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JitCompilerTest {

    @Test
    void withEmptyQueuesItIsIdle() {
        assertTrue(JitCompiler.isIdle("""
                Current compiles:

                C1 compile queue:
                Empty

                C2 compile queue:
                Empty

                """));
    }

    @Test
    void whileItCompilesItIsNot() {
        assertFalse(JitCompiler.isIdle("""
                Current compiles:
                C2 CompilerThread0  1827       4       java.lang.String::startsWith (123 bytes)

                C1 compile queue:
                Empty
                """));
    }

    @Test
    void whileAMethodWaitsItIsNot() {
        assertFalse(JitCompiler.isIdle("""
                C2 compile queue:
                1803       4       java.util.ArrayList::get (15 bytes)
                """));
    }
}
