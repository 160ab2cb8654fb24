package dev.penstock.providers.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.penstock.application.port.AnswerForms.Reading;
import dev.penstock.application.port.AnswerForms.StreamForm;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What it costs to read a stream of 50 chunks of text, in nanoseconds of the processor for each event. No test: run its main method by hand. */
public final class ReadingCost {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int STREAMS = 100_000;
    private static final int CHUNKS = 50;

    private ReadingCost() {}

    public static void main(String[] arguments) {
        for (boolean alike : new boolean[] {true, false}) {
            for (int round = 0; round < 4; round++) {
                StreamForm form = new SseForm(new ChatWording());
                List<ByteBuffer> chunks = chunks(alike);
                long begun = CPU.getCurrentThreadCpuTime();
                long seen = 0;
                for (int i = 0; i < STREAMS; i++) {
                    seen += read(form.read(), chunks);
                }
                double each = (CPU.getCurrentThreadCpuTime() - begun) / (double) STREAMS / chunks.size();
                System.out.printf("alike %s: %.0f ns an event (%d events)%n", alike, each, seen / STREAMS);
            }
        }
    }

    private static int read(Reading reading, List<ByteBuffer> chunks) {
        int seen = 0;
        for (ByteBuffer chunk : chunks) {
            seen += reading.take(chunk).size();
        }
        return seen + reading.end().size();
    }

    /** All have a padding of their own; events that are not alike have a number of their own too, so that each is parsed. */
    private static List<ByteBuffer> chunks(boolean alike) {
        List<ByteBuffer> chunks = new ArrayList<>();
        chunks.add(event("{\"role\":\"assistant\",\"content\":\"\"}", 0, alike));
        for (int i = 0; i < CHUNKS; i++) {
            chunks.add(event("{\"content\":\" word" + i % 7 + "\"}", i, alike));
        }
        chunks.add(ByteBuffer.wrap("data: [DONE]\n\n".getBytes(UTF_8)));
        return chunks;
    }

    private static ByteBuffer event(String delta, int number, boolean alike) {
        String event = "data: {\"id\":\"chatcmpl-BfakeFakeFakeFakeFakeFake\",\"object\":\"chat.completion.chunk\","
                + "\"created\":" + (1_700_000_000 + (alike ? 0 : number))
                + ",\"model\":\"gpt-4o-mini-2024-07-18\",\"service_tier\":\"default\","
                + "\"system_fingerprint\":\"fp_fake\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"logprobs\":null,\"finish_reason\":null}],\"usage\":null"
                + ",\"obfuscation\":\"x" + number + "\"}\n\n";
        return ByteBuffer.wrap(event.getBytes(UTF_8));
    }
}
