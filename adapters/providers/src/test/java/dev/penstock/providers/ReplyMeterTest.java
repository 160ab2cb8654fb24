package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.TokenUsage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyMeterTest {
    private static final long SEED = 20_261_121;

    private static Metering meter(Headers headers, List<byte[]> pieces) {
        ReplyMeter meter = ReplyMeter.of(headers);
        pieces.forEach(piece -> meter.chunk(ByteBuffer.wrap(piece)));
        meter.end();
        return meter.read();
    }

    private static Metering meter(Headers headers, byte[] body) {
        return meter(headers, List.of(body));
    }

    private static Headers type(String contentType) {
        return new Headers(List.of(new Header("content-type", contentType)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class Reading {
        @ParameterizedTest
        @MethodSource("dev.penstock.providers.Sample#all")
        void finds_what_a_body_says_that_came_at_once(Sample sample) {
            assertThat(meter(sample.headers(), sample.bytes())).isEqualTo(sample.said());
            assertThat(ReplyMeter.whole(sample.headers(), ByteBuffer.wrap(sample.bytes()))
                            .read())
                    .isEqualTo(sample.said());
        }

        @Test
        void looks_through_a_body_that_came_at_once_only_once() {
            byte[] body = ascii("{\"model\":\"gpt-4o\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}");
            InferenceReply.Meter meter = ReplyMeter.whole(type("application/json"), ByteBuffer.wrap(body));

            Metering first = meter.read();

            assertThat(first).isEqualTo(new Metering("gpt-4o", TokenUsage.of(3, 4)));
            assertThat(meter.read()).isSameAs(first);
        }

        @ParameterizedTest
        @MethodSource("dev.penstock.providers.Sample#all")
        void finds_the_same_wherever_a_body_is_cut_in_two(Sample sample) {
            byte[] body = sample.bytes();

            for (int place = 0; place <= body.length; place++) {
                assertThat(meter(sample.headers(), Sample.cut(body, place)))
                        .as("cut at %d", place)
                        .isEqualTo(sample.said());
            }
        }

        @ParameterizedTest
        @MethodSource("dev.penstock.providers.Sample#all")
        void finds_the_same_byte_by_byte(Sample sample) {
            assertThat(meter(sample.headers(), Sample.everyByte(sample.bytes())))
                    .isEqualTo(sample.said());
        }

        @ParameterizedTest
        @MethodSource("dev.penstock.providers.Sample#all")
        void finds_the_same_in_buffers_that_are_read_only_or_start_inside_an_array(Sample sample) {
            byte[] body = sample.bytes();
            byte[] roomy = new byte[body.length + 20];
            System.arraycopy(body, 0, roomy, 7, body.length);
            ByteBuffer inside = ByteBuffer.wrap(roomy).slice(3, body.length + 10);
            inside.position(4).limit(4 + body.length);
            ReplyMeter fromInside = ReplyMeter.of(sample.headers());
            ReplyMeter fromReadOnly = ReplyMeter.of(sample.headers());

            fromInside.chunk(inside);
            fromInside.end();
            fromReadOnly.chunk(inside.asReadOnlyBuffer());
            fromReadOnly.end();

            assertThat(fromInside.read()).isEqualTo(sample.said());
            assertThat(fromReadOnly.read()).isEqualTo(sample.said());
            assertThat(inside.remaining())
                    .as("the reader of the reply needs it yet")
                    .isEqualTo(body.length);
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/octet-stream", "audio/mpeg", "text/plain", "image/png", ""})
        void leaves_other_types_alone(String type) {
            byte[] body = ascii("{\"model\":\"m\",\"usage\":{\"prompt_tokens\":1}}");

            assertThat(meter(type(type), body)).isEqualTo(Metering.NONE);
        }

        @Test
        void leaves_a_body_without_a_type_alone() {
            assertThat(meter(Headers.NONE, ascii("{\"usage\":{\"prompt_tokens\":1}}")))
                    .isEqualTo(Metering.NONE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Application/JSON", "application/vnd.provider+json", "TEXT/EVENT-STREAM"})
        void knows_its_types_in_any_case_and_form(String type) {
            boolean events = type.startsWith("TEXT");
            String body = "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}";

            Metering metering = meter(type(type), ascii(events ? "data: " + body + "\n\n" : body));

            assertThat(metering.usage()).isEqualTo(TokenUsage.of(3, 4));
        }

        @Test
        void can_be_asked_while_the_body_passes() {
            ReplyMeter meter = ReplyMeter.of(type("text/event-stream"));

            meter.chunk(ByteBuffer.wrap(ascii("data: {\"model\":\"m\"}\n\ndata: {\"usage\":{\"prompt_tokens\":3}}\n")));

            assertThat(meter.read()).isEqualTo(new Metering("m", TokenUsage.of(3, 0)));
        }
    }

    @Nested
    class Event_streams {
        @ParameterizedTest
        @MethodSource("dev.penstock.providers.Sample#events")
        void end_their_lines_in_any_of_three_ways(Sample sample) {
            String text = sample.text().replace("\r\n", "\n");

            for (String ending : List.of("\n", "\r\n", "\r")) {
                byte[] body = ascii(text.replace("\n", ending));
                assertThat(meter(sample.headers(), body)).isEqualTo(sample.said());
                assertThat(meter(sample.headers(), Sample.everyByte(body))).isEqualTo(sample.said());
            }
        }

        @ParameterizedTest
        @MethodSource("dev.penstock.providers.Sample#events")
        void need_no_space_after_the_colon_and_no_newline_at_the_end(Sample sample) {
            byte[] body = ascii(sample.text().replace("data: ", "data:").strip());

            assertThat(meter(sample.headers(), body)).isEqualTo(sample.said());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "data: {\"usage\": {\"prompt_tok\n\n",
                    "data: {\"usage\": {\"prompt_tokens\": 1e999999999}}\n\n",
                    "data: {\"usage\": {\"prompt_tokens\": 99999999999999999999}}\n\n",
                    "data: [DONE]\n\n",
                    "data: usage\n\n",
                    "data:\n\n",
                    "data\n\n",
                    ": usage comment\n\n",
                    "event: usage\nid: 7\nretry: 10\n\n",
                    "data: ]}\n\n",
                    "data: {\"usage\": [{\"prompt_tokens\": 7}]}\n\n",
                    "data: {\"usage\": null}\n\n",
                    "data: {\"usage\": \"none\"}\n\n",
                    "\ufeff\n\n",
                })
        void may_have_broken_or_empty_events_anywhere(String odd) {
            List<String> events = List.of(
                    "data: {\"model\":\"m\",\"x\":1}\n\n",
                    "data: {\"x\":2}\n\n",
                    "data: {\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n");

            for (int place = 1; place <= events.size(); place++) {
                List<String> mixed = new ArrayList<>(events);
                mixed.add(place, odd);
                assertThat(meter(type("text/event-stream"), ascii(String.join("", mixed))))
                        .as("odd event at %d", place)
                        .isEqualTo(new Metering("m", TokenUsage.of(3, 4)));
            }
        }

        @Test
        void that_stop_in_the_middle_count_as_far_as_they_came() {
            String begun =
                    "data: {\"model\":\"m\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}\n\ndata: {\"usa";

            assertThat(meter(type("text/event-stream"), ascii(begun)))
                    .isEqualTo(new Metering("m", TokenUsage.of(3, 1)));
        }

        @ParameterizedTest
        @ValueSource(ints = {1_048_577, 3_000_000})
        void may_hold_a_line_that_is_too_long_to_look_at(int length) {
            byte[] huge = ascii("data: {\"image\":\"" + "x".repeat(length) + "\"}\n\n");
            byte[] usage = ascii("data: {\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n");
            List<byte[]> pieces = new ArrayList<>(Sample.cut(huge, 10, 65_000, 600_000, 1_000_000));
            pieces.add(usage);

            assertThat(meter(type("text/event-stream"), pieces).usage()).isEqualTo(TokenUsage.of(3, 4));
        }

        @Test
        void never_fill_the_memory_with_one_endless_line() {
            ReplyMeter meter = ReplyMeter.of(type("text/event-stream"));
            byte[] piece = new byte[64 * 1024];
            Arrays.fill(piece, (byte) 'x');

            long allocated = allocatedBy(() -> {
                for (int i = 0; i < 2048; i++) {
                    meter.chunk(ByteBuffer.wrap(piece));
                }
            });

            assertThat(allocated).isLessThan(8L * 1024 * 1024);
        }
    }

    @Nested
    class Binary_event_streams {
        private final Headers headers = type("application/vnd.amazon.eventstream");

        @Test
        void that_break_in_the_middle_count_as_far_as_they_came() {
            byte[] usage = AmazonMessages.event("metadata", "{\"usage\":{\"inputTokens\":3,\"outputTokens\":4}}");
            byte[] broken = AmazonMessages.event("x", "{}");
            broken[broken.length - 1]++;

            assertThat(meter(headers, List.of(usage, broken, usage)).usage()).isEqualTo(TokenUsage.of(3, 4));
            assertThat(meter(headers, List.of(broken, usage))).isEqualTo(Metering.NONE);
        }

        @Test
        void never_fill_the_memory_with_one_endless_message() {
            ReplyMeter meter = ReplyMeter.of(headers);
            byte[] message = AmazonMessages.event("chunk", "x".repeat(15 * 1024 * 1024));
            byte[] usage = AmazonMessages.event("metadata", "{\"usage\":{\"inputTokens\":3,\"outputTokens\":4}}");

            long allocated = allocatedBy(() -> {
                for (int from = 0; from < message.length; from += 65_536) {
                    meter.chunk(ByteBuffer.wrap(message, from, Math.min(65_536, message.length - from)));
                }
            });
            meter.chunk(ByteBuffer.wrap(usage));

            assertThat(allocated).isLessThan(1024 * 1024);
            assertThat(meter.read().usage()).isEqualTo(TokenUsage.of(3, 4));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "[]", "{\"bytes\":7}", "{\"bytes\":\"@@\"}", "{\"bytes\":\"c2FnZQ==\"}", "{"})
        void may_wrap_what_is_no_event(String odd) {
            byte[] usage = AmazonMessages.event("metadata", "{\"usage\":{\"inputTokens\":3,\"outputTokens\":4}}");

            List<byte[]> pieces = List.of(AmazonMessages.event("chunk", odd), usage);

            assertThat(meter(headers, pieces).usage()).isEqualTo(TokenUsage.of(3, 4));
        }
    }

    @Nested
    class Json_documents {
        @ParameterizedTest
        @MethodSource("dev.penstock.providers.Sample#all")
        void that_are_cut_off_anywhere_disturb_nobody(Sample sample) {
            byte[] body = sample.bytes();

            for (int length = 0; length < body.length; length++) {
                byte[] begun = Arrays.copyOf(body, length);
                Metering metering = meter(sample.headers(), begun);
                if (metering.model() != null) {
                    assertThat(metering.model())
                            .as("cut off at %d", length)
                            .isEqualTo(sample.said().model());
                }
            }
        }

        @Test
        void that_are_noise_disturb_nobody() {
            SplittableRandom random = new SplittableRandom(SEED);
            for (int round = 0; round < 500; round++) {
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);

                assertThat(meter(type("application/json"), noise).usage())
                        .as("seed %d, round %d", SEED, round)
                        .isNull();
                assertThat(meter(type("text/event-stream"), noise).usage())
                        .as("seed %d, round %d", SEED, round)
                        .isNull();
                assertThat(meter(type("application/json").with("content-encoding", "gzip"), noise)
                                .usage())
                        .as("seed %d, round %d", SEED, round)
                        .isNull();
            }
        }

        @Test
        void with_usage_before_what_is_broken_still_count() {
            byte[] body = ascii("{\"model\":\"m\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4},\"x\":@@@");

            assertThat(meter(type("application/json"), body)).isEqualTo(new Metering("m", TokenUsage.of(3, 4)));
        }

        @Test
        void that_nest_too_deep_are_not_read_on() {
            byte[] body = ascii("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");

            assertThat(meter(type("application/json"), body)).isEqualTo(Metering.NONE);
        }

        @Test
        void never_fill_the_memory_with_one_endless_text() {
            ReplyMeter meter = ReplyMeter.of(type("application/json"));
            byte[] piece = new byte[64 * 1024];
            Arrays.fill(piece, (byte) 'x');

            long allocated = allocatedBy(() -> {
                meter.chunk(ByteBuffer.wrap(ascii("{\"b64_json\":\"")));
                for (int i = 0; i < 2048; i++) {
                    meter.chunk(ByteBuffer.wrap(piece));
                }
            });

            assertThat(allocated).isLessThan(8L * 1024 * 1024);
        }

        @Test
        void with_a_picture_before_the_usage_are_read_to_their_end() {
            byte[] body = ascii("{\"created\":1,\"data\":[{\"b64_json\":\"" + "iVBORw0KGgo".repeat(3_000_000)
                    + "\"}],\"usage\":{\"input_tokens\":50,\"output_tokens\":4160}}");
            List<byte[]> pieces = new ArrayList<>();
            for (int from = 0; from < body.length; from += 65_536) {
                pieces.add(Arrays.copyOfRange(body, from, Math.min(body.length, from + 65_536)));
            }

            assertThat(meter(type("application/json"), pieces).usage()).isEqualTo(TokenUsage.of(50, 4160));
        }
    }

    @Nested
    class Compressed_bodies {
        @ParameterizedTest
        @MethodSource("dev.penstock.providers.Sample#all")
        void are_read_wherever_they_are_cut(Sample sample) {
            byte[] gzip = Sample.gzip(sample.bytes());
            byte[] deflate = Sample.deflate(sample.bytes());

            for (int place = 0; place <= gzip.length; place++) {
                assertThat(meter(sample.headers("gzip"), Sample.cut(gzip, place)))
                        .as("gzip cut at %d", place)
                        .isEqualTo(sample.said());
            }
            for (int place = 0; place <= deflate.length; place++) {
                assertThat(meter(sample.headers("deflate"), Sample.cut(deflate, place)))
                        .as("deflate cut at %d", place)
                        .isEqualTo(sample.said());
            }
        }

        @ParameterizedTest
        @MethodSource("dev.penstock.providers.Sample#all")
        void are_read_byte_by_byte(Sample sample) {
            assertThat(meter(sample.headers("x-gzip"), Sample.everyByte(Sample.gzip(sample.bytes()))))
                    .isEqualTo(sample.said());
            assertThat(meter(sample.headers("DEFLATE"), Sample.everyByte(Sample.deflate(sample.bytes()))))
                    .isEqualTo(sample.said());
        }

        @ParameterizedTest
        @CsvSource({"br", "zstd", "'gzip, br'", "compress"})
        void in_other_encodings_are_left_alone(String encoding) {
            byte[] body = ascii("{\"usage\":{\"prompt_tokens\":3}}");

            assertThat(meter(type("application/json").with("content-encoding", encoding), body))
                    .isEqualTo(Metering.NONE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"identity", "Identity", ""})
        void are_plain_when_the_encoding_says_so(String encoding) {
            byte[] body = ascii("{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}");

            assertThat(meter(type("application/json").with("content-encoding", encoding), body)
                            .usage())
                    .isEqualTo(TokenUsage.of(3, 4));
        }

        @ParameterizedTest
        @MethodSource("dev.penstock.providers.Sample#all")
        void that_are_cut_off_disturb_nobody(Sample sample) {
            byte[] gzip = Sample.gzip(sample.bytes());

            for (int length = 0; length < gzip.length - 8; length++) {
                meter(sample.headers("gzip"), Arrays.copyOf(gzip, length));
            }
            assertThat(meter(sample.headers("gzip"), Arrays.copyOf(gzip, gzip.length - 8)))
                    .as("without its checksum")
                    .isEqualTo(sample.said());
        }

        @Test
        void may_come_in_several_gzip_members() {
            byte[] first = Sample.gzip(ascii("data: {\"model\":\"m\"}\n\n"));
            byte[] second = Sample.gzip(ascii("data: {\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n"));
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            Headers headers = type("text/event-stream").with("content-encoding", "gzip");

            for (int place = 0; place <= both.length; place++) {
                assertThat(meter(headers, Sample.cut(both, place)))
                        .as("cut at %d", place)
                        .isEqualTo(new Metering("m", TokenUsage.of(3, 4)));
            }
        }

        @Test
        void that_unfold_to_a_flood_are_not_read_on() {
            String flood = " ".repeat(80 * 1024 * 1024);
            byte[] bomb = Sample.gzip(ascii("{\"model\":\"m\"," + flood + "\"usage\":{\"prompt_tokens\":3}}"));
            Headers headers = type("application/json").with("content-encoding", "gzip");

            long[] allocated = new long[1];
            Metering[] metering = new Metering[1];
            allocated[0] = allocatedBy(() -> metering[0] = meter(headers, bomb));

            assertThat(bomb.length).isLessThan(200_000);
            assertThat(metering[0]).isEqualTo(new Metering("m", null));
            assertThat(allocated[0]).isLessThan(8L * 1024 * 1024);
        }
    }

    private static long allocatedBy(Runnable deed) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        deed.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
