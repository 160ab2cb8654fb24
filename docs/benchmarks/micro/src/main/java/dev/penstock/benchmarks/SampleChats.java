package dev.penstock.benchmarks;

import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metadata;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chats of 1 KB, as the other benchmarks send them, and what comes with them. Buffers have an array behind them, as those of the network do. */
public final class SampleChats {
    /** A gateway token in the form that is given out. */
    public static final String TOKEN = "pst_0123456789abcdef0123456789abcdef";

    private static final int BYTES = 1024;
    private static final String WORDS =
            "the water waits behind the gate until the turbine calls for a little more of it and ";

    private SampleChats() {}

    /** The model comes first, as SDKs write it. */
    public static ByteBuffer request(String model) {
        return filled(
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"system\",\"content\":\"Answer briefly.\"},"
                        + "{\"role\":\"user\",\"content\":\"",
                "\"}],\"max_tokens\":64}");
    }

    /** The model comes last, behind all messages. */
    public static ByteBuffer requestWithModelLast(String model) {
        return filled(
                "{\"messages\":[{\"role\":\"system\",\"content\":\"Answer briefly.\"},{\"role\":\"user\",\"content\":\"",
                "\"}],\"max_tokens\":64,\"model\":\"" + model + "\"}");
    }

    /** A whole answer with its usage. */
    public static ByteBuffer answer() {
        return filled(
                "{\"id\":\"chatcmpl-bench\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"gpt-4o-mini\","
                        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"",
                "\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":200,\"completion_tokens\":120,\"total_tokens\":320}}");
    }

    private static ByteBuffer filled(String head, String tail) {
        int room = BYTES - head.length() - tail.length();
        String fill = WORDS.repeat(room / WORDS.length() + 1).substring(0, room);
        return ByteBuffer.wrap((head + fill + tail).getBytes(StandardCharsets.UTF_8));
    }

    /** As an SDK sends them, with a gateway token, metadata and a header of the caller's own. */
    public static Headers headers() {
        return new Headers(List.of(
                new Header("host", "gateway.example"),
                new Header("accept", "application/json"),
                new Header("content-type", "application/json"),
                new Header("user-agent", "OpenAI/Python 2.6.1"),
                new Header("x-stainless-lang", "python"),
                new Header("x-stainless-package-version", "2.6.1"),
                new Header("x-stainless-os", "Linux"),
                new Header("x-stainless-runtime", "CPython"),
                new Header("authorization", "Bearer sk-benchmark"),
                new Header("cf-aig-authorization", "Bearer " + TOKEN),
                new Header("cf-aig-metadata", "{\"plan\":\"paid\",\"team\":\"blue\"}"),
                new Header("x-tier", "gold"),
                new Header("content-length", "1024")));
    }

    /** What the header of the same name says. */
    public static Metadata metadata() {
        Map<String, Metadata.Value> values = new LinkedHashMap<>();
        values.put("plan", new Metadata.Value.Text("paid"));
        values.put("team", new Metadata.Value.Text("blue"));
        return new Metadata(values);
    }
}
