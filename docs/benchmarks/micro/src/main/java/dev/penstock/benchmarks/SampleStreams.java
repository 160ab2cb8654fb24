package dev.penstock.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Streamed answers of 50 pieces of text: as many buffers as events, or one buffer with all of them. */
public final class SampleStreams {
    public static final int PIECES = 50;

    private static final List<String> WORDS = List.of(" the", " water", " waits", " behind", " the", " gate", " until");

    private SampleStreams() {}

    /** In the words of OpenAI's chat completions, with the usage before the end. */
    public static List<ByteBuffer> chat() {
        List<String> events = new ArrayList<>();
        events.add(chunk("{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null"));
        for (int i = 0; i < PIECES; i++) {
            events.add(chunk("{\"content\":\"" + WORDS.get(i % WORDS.size()) + "\"},\"finish_reason\":null"));
        }
        events.add(chunk("{},\"finish_reason\":\"stop\""));
        events.add("data: "
                + chunkOf("[]")
                        .replace(
                                "}\n",
                                ",\"usage\":{\"prompt_tokens\":200,\"completion_tokens\":50,"
                                        + "\"total_tokens\":250}}\n"));
        events.add("data: [DONE]\n\n");
        return buffers(events);
    }

    private static String chunk(String delta) {
        return "data: " + chunkOf("[{\"index\":0,\"delta\":" + delta + "}]");
    }

    private static String chunkOf(String choices) {
        return "{\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                + "\"model\":\"gpt-4o-mini\",\"choices\":" + choices + "}\n\n";
    }

    /** The same answer in the words of Anthropic's messages. */
    public static List<ByteBuffer> messages() {
        List<String> events = new ArrayList<>();
        events.add(named(
                "message_start",
                "\"message\":{\"id\":\"msg_bench\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],"
                        + "\"model\":\"claude-haiku-4-5\",\"usage\":{\"input_tokens\":200,\"output_tokens\":1}}"));
        events.add(named("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
        for (int i = 0; i < PIECES; i++) {
            String text = WORDS.get(i % WORDS.size());
            events.add(named(
                    "content_block_delta",
                    "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}"));
        }
        events.add(named("content_block_stop", "\"index\":0"));
        events.add(named(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":50}"));
        events.add("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        return buffers(events);
    }

    private static String named(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }

    private static List<ByteBuffer> buffers(List<String> events) {
        return events.stream()
                .map(event -> ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** All of it at once. */
    public static List<ByteBuffer> joined(List<ByteBuffer> chunks) {
        ByteBuffer whole = ByteBuffer.allocate(
                chunks.stream().mapToInt(ByteBuffer::remaining).sum());
        chunks.forEach(chunk -> whole.put(chunk.duplicate()));
        return List.of(whole.flip());
    }

    /** Hands over a buffer for each that is asked for, at once. To be subscribed to once. */
    public static final class Publisher implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        private final List<ByteBuffer> chunks;
        private Flow.@Nullable Subscriber<? super ByteBuffer> reader;
        private int next;
        private long wanted;
        private boolean handing;

        public Publisher(List<ByteBuffer> chunks) {
            this.chunks = chunks;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            reader = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            if (handing) {
                return;
            }
            handing = true;
            Flow.Subscriber<? super ByteBuffer> to = Objects.requireNonNull(reader);
            while (wanted > 0 && next < chunks.size()) {
                wanted--;
                to.onNext(chunks.get(next++));
            }
            if (next == chunks.size()) {
                next++;
                to.onComplete();
            }
            handing = false;
        }

        @Override
        public void cancel() {
            next = chunks.size() + 1;
        }
    }

    /** Asks for everything, and counts it. */
    public static final class Reader implements Flow.Subscriber<ByteBuffer> {
        private long bytes;
        private boolean complete;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            bytes += chunk.remaining();
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException("a sample broke off", failure);
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        /** How many bytes came. */
        public long bytes() {
            if (!complete) {
                throw new IllegalStateException("a sample did not come to its end");
            }
            return bytes;
        }
    }
}
