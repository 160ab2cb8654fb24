package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The endpoints that ask no model: bytes in and out, a compressed answer, a stream for looking at, the
 * list of models, access tokens.
 */
final class PlainEndpoints {
    private static final List<String> MODELS =
            List.of("gpt-4o-mini", "claude-haiku-4-5", "gemini-2.5-flash", "text-embedding-3-small", "fake-model");
    private static final int ECHO_QUEUE_BYTES = 64 * 1024 * 1024;

    private final Tally tally;
    private final ModelEndpoint models;
    private final TokenEndpoint tokens;
    private final GzipAnswers gzip;

    PlainEndpoints(FakeProviderOptions options, Tally tally, ModelEndpoint models) {
        this.tally = tally;
        this.models = models;
        this.tokens = new TokenEndpoint(tally);
        this.gzip = new GzipAnswers(options);
    }

    /** Answers true if the path is one of these. */
    boolean serve(Call call, String path) {
        boolean get = call.is(HttpMethod.GET);
        if (under(path, "/echo")) {
            echo(call);
        } else if (get && path.matches("/bytes/[0-9]{1,15}")) {
            call.whenRead(
                    body -> new SeededBytes(call, tally, Long.parseLong(path.substring("/bytes/".length()))).start());
        } else if (under(path, "/gzip")) {
            call.whenRead(body -> gzip.serve(call, get ? question() : Json.read(body)));
        } else if (get && path.equals("/slow-stream")) {
            call.whenRead(body -> models.serve(call, new OpenAiAnswers(), question()));
        } else if (path.equals("/token") && call.is(HttpMethod.POST)) {
            call.whenRead(body -> tokens.serve(call, body));
        } else if (get && path.endsWith("/models")) {
            call.whenRead(body -> call.send(200, ModelEndpoint.JSON, Json.buffer(list())));
        } else {
            return false;
        }
        return true;
    }

    private static boolean under(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    private static void echo(Call call) {
        String length = call.request().getHeader("content-length");
        String type = call.request().getHeader("content-type");
        if (length == null) {
            call.response().setChunked(true);
        } else {
            call.response().putHeader("content-length", length);
        }
        call.response().putHeader("content-type", type == null ? "application/octet-stream" : type);
        // Many callers read nothing before they have sent everything, so a body of some size must fit in between.
        call.response().setWriteQueueMaxSize(ECHO_QUEUE_BYTES);
        AtomicLong size = new AtomicLong();
        call.request().handler(part -> {
            size.addAndGet(part.length());
            call.response().write(part);
            if (call.response().writeQueueFull()) {
                call.request().pause();
                call.response().drainHandler(v -> call.request().resume());
            }
        });
        call.request().endHandler(v -> {
            call.remember(size.get(), "");
            call.end();
        });
    }

    private static ObjectNode question() {
        ObjectNode question = Json.object().put("model", "fake-model").put("stream", true);
        question.putObject("stream_options").put("include_usage", true);
        question.putArray("messages").addObject().put("role", "user").put("content", "hello");
        return question;
    }

    private static ObjectNode list() {
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode entries = list.putArray("data");
        for (String model : MODELS) {
            entries.addObject()
                    .put("id", model)
                    .put("object", "model")
                    .put("created", 1_700_000_000L)
                    .put("owned_by", "fake-provider");
        }
        return list;
    }
}
