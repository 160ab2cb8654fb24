package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GzipHeadTest {
    private static final int CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final byte DATA = (byte) 0x5a;

    /** Every combination of the optional fields, with extra fields of three lengths. */
    static ByteBuffer[] heads() {
        ByteBuffer[] heads = new ByteBuffer[16 * 3];
        int[] extraLengths = {0, 5, 300};
        for (int i = 0; i < heads.length; i++) {
            int flags = (i % 16) << 1;
            heads[i] = head(flags, extraLengths[i / 16]);
        }
        return heads;
    }

    private static ByteBuffer head(int flags, int extraLength) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, 3});
        if ((flags & EXTRA) != 0) {
            head.write(extraLength & 0xff);
            head.write(extraLength >> 8);
            head.writeBytes(new byte[extraLength]);
        }
        if ((flags & NAME) != 0) {
            head.writeBytes("name.json\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        if ((flags & COMMENT) != 0) {
            head.writeBytes("\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        if ((flags & CRC) != 0) {
            head.writeBytes(new byte[] {0, 7});
        }
        return ByteBuffer.wrap(head.toByteArray());
    }

    private static ByteBuffer withData(ByteBuffer head) {
        return ByteBuffer.allocate(head.remaining() + 1)
                .put(head.duplicate())
                .put(DATA)
                .flip();
    }

    @ParameterizedTest
    @MethodSource("heads")
    void ends_where_the_compressed_data_begins(ByteBuffer head) {
        ByteBuffer bytes = withData(head);

        boolean over = new GzipHead().skip(bytes);

        assertThat(over).isTrue();
        assertThat(bytes.remaining()).isEqualTo(1);
        assertThat(bytes.get()).isEqualTo(DATA);
    }

    @ParameterizedTest
    @MethodSource("heads")
    void ends_there_when_it_comes_byte_by_byte(ByteBuffer head) {
        GzipHead skipped = new GzipHead();

        for (int i = 0; i < head.remaining(); i++) {
            boolean over = skipped.skip(head.slice(i, 1));
            assertThat(over).as("after byte %d", i).isEqualTo(i == head.remaining() - 1);
        }
    }
}
