package dev.penstock.application.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.log.LogPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentEncodingTest {
    private static final byte[] TEXT =
            "{\"answer\":\"forty-two, ünd so weiter\"}".repeat(40).getBytes(UTF_8);

    @ParameterizedTest
    @CsvSource({
        "'', IDENTITY",
        "identity, IDENTITY",
        "gzip, GZIP",
        "' GZip ', GZIP",
        "x-gzip, GZIP",
        "Deflate, DEFLATE",
        "br, OTHER",
        "zstd, OTHER",
        "'gzip, br', OTHER"
    })
    void is_read_from_the_header_without_regard_to_case_and_space(String header, ContentEncoding encoding) {
        assertThat(ContentEncoding.of(header)).isEqualTo(encoding);
    }

    @Test
    void is_none_without_a_header() {
        assertThat(ContentEncoding.of(null)).isEqualTo(ContentEncoding.IDENTITY);
    }

    @Nested
    class Undoing {
        @Test
        void reads_gzip() throws IOException {
            assertWhole(decode("gzip", gzip(TEXT), true));
        }

        @Test
        void reads_gzip_in_several_members() throws IOException {
            int half = TEXT.length / 2;
            ByteArrayOutputStream members = new ByteArrayOutputStream();
            members.writeBytes(gzip(Arrays.copyOf(TEXT, half)));
            members.writeBytes(gzip(Arrays.copyOfRange(TEXT, half, TEXT.length)));

            assertWhole(decode("gzip", members.toByteArray(), true));
        }

        @Test
        void reads_deflate() throws IOException {
            assertWhole(decode("deflate", deflate(TEXT, false), true));
        }

        @Test
        void reads_deflate_without_the_wrapping_that_many_servers_leave_out() throws IOException {
            assertWhole(decode("deflate", deflate(TEXT, true), true));
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"br", "made-up"})
        void leaves_bytes_as_they_are_that_it_cannot_undo(@Nullable String header) {
            assertWhole(decode(header, TEXT, true));
            assertThat(decode(header, TEXT, false).complete()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"gzip", "deflate", "identity"})
        void reads_a_body_without_bytes_as_a_whole_one(String header) {
            LogPayload.Part part = decode(header, new byte[0], true);

            assertThat(part.bytes().remaining()).isZero();
            assertThat(part.complete()).isTrue();
        }

        @Test
        void leaves_the_given_buffer_where_it_was() throws IOException {
            ByteBuffer encoded = ByteBuffer.wrap(gzip(TEXT));

            ContentEncoding.GZIP.decode(encoded, true, LogPayload.MAX_BYTES);

            assertThat(encoded.position()).isZero();
        }
    }

    @Nested
    class Broken {
        @ParameterizedTest
        @ValueSource(strings = {"gzip", "deflate"})
        void keeps_what_can_be_read_of_a_body_that_was_cut(String header) throws IOException {
            byte[] encoded = header.equals("gzip") ? gzip(TEXT) : deflate(TEXT, false);
            byte[] cut = Arrays.copyOf(encoded, encoded.length - 9);

            LogPayload.Part part = decode(header, cut, false);

            byte[] text = bytes(part);
            assertThat(part.complete()).isFalse();
            assertThat(text).isNotEmpty().isEqualTo(Arrays.copyOf(TEXT, text.length));
        }

        @ParameterizedTest
        @ValueSource(strings = {"gzip", "deflate"})
        void never_fails_and_never_claims_to_be_whole(String header) {
            LogPayload.Part part = decode(header, "not compressed at all".getBytes(UTF_8), true);

            assertThat(part.complete()).isFalse();
        }

        @Test
        void is_not_whole_when_its_check_sum_is_wrong() throws IOException {
            byte[] encoded = gzip(TEXT);
            encoded[encoded.length - 6] ^= 1;

            assertThat(decode("gzip", encoded, true).complete()).isFalse();
        }
    }

    @Nested
    class Bombs {
        @Test
        void stop_at_the_limit_and_leave_a_head() throws IOException {
            byte[] bomb = gzip(new byte[LogPayload.MAX_BYTES + 1]);

            LogPayload.Part part = decode("gzip", bomb, true);

            assertThat(bomb.length).isLessThan(LogPayload.HEAD_BYTES);
            assertThat(part.complete()).isFalse();
            assertThat(part.bytes().remaining()).isEqualTo(LogPayload.HEAD_BYTES);
            assertThat(part.bytes().capacity()).isLessThanOrEqualTo(LogPayload.HEAD_BYTES);
        }

        @Test
        void are_none_when_they_unfold_to_just_the_limit() throws IOException {
            LogPayload.Part part = decode("gzip", gzip(new byte[LogPayload.MAX_BYTES]), true);

            assertThat(part.complete()).isTrue();
        }

        @Test
        void leave_heads_when_two_bodies_unfold_to_more_than_the_limit_together() throws IOException {
            ByteBudget budget = new ByteBudget(LogPayload.MAX_BYTES);
            BodyCapture request = new BodyCapture(budget, true);
            BodyCapture reply = new BodyCapture(budget, true);
            request.add(ByteBuffer.wrap(gzip(new byte[LogPayload.MAX_BYTES / 2])));
            reply.add(ByteBuffer.wrap(gzip(new byte[LogPayload.MAX_BYTES / 2 + 1])));

            LogPayload payload = new CapturedBodies(request, "gzip", reply, "gzip").payload();

            for (LogPayload.Part part : Arrays.asList(payload.request(), payload.response())) {
                assertThat(Objects.requireNonNull(part).complete()).isFalse();
                assertThat(part.bytes().remaining()).isEqualTo(LogPayload.HEAD_BYTES);
            }
        }
    }

    private static void assertWhole(LogPayload.Part part) {
        assertThat(bytes(part)).isEqualTo(TEXT);
        assertThat(part.complete()).isTrue();
    }

    private static LogPayload.Part decode(@Nullable String header, byte[] encoded, boolean complete) {
        return ContentEncoding.of(header).decode(ByteBuffer.wrap(encoded), complete, LogPayload.MAX_BYTES);
    }

    private static byte[] bytes(LogPayload.Part part) {
        byte[] bytes = new byte[part.bytes().remaining()];
        part.bytes().get(bytes);
        return bytes;
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(encoded)) {
            out.write(text);
        }
        return encoded.toByteArray();
    }

    private static byte[] deflate(byte[] text, boolean bare) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare);
        try (OutputStream out = new DeflaterOutputStream(encoded, deflater)) {
            out.write(text);
        } finally {
            deflater.end();
        }
        return encoded.toByteArray();
    }
}
