package dev.penstock.domain.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
    @ParameterizedTest
    @CsvSource({
        "999, false",
        "1000, true",
        "1003, true",
        "1004, false",
        "1005, false",
        "1006, false",
        "1007, true",
        "1014, true",
        "1015, false",
        "2999, false",
        "3000, true",
        "4999, true",
        "5000, false"
    })
    void knows_which_codes_may_be_sent(int code, boolean may) {
        assertThat(Frame.Close.maySend(code)).isEqualTo(may);
    }

    @Test
    void does_not_print_what_it_holds() {
        Frame.Part part = new Frame.Part(Frame.Kind.TEXT, ByteBuffer.wrap(new byte[] {65, 66}), true);

        assertThat(part.toString()).isEqualTo("TEXT[2 bytes]");
    }
}
