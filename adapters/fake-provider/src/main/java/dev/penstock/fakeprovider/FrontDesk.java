package dev.penstock.fakeprovider;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows each request to whoever answers it. Model endpoints are known by how their path ends, so that a base URL may
 * carry any prefix that a real provider has.
 */
final class FrontDesk implements Handler<HttpServerRequest> {
    private static final Dialect OPENAI = new OpenAiAnswers();
    private static final Dialect ANTHROPIC = new AnthropicAnswers();
    private static final Dialect GEMINI = new GeminiAnswers();
    private static final Dialect RESPONSES = new OpenAiResponses();
    private static final Dialect EMBEDDINGS = new OpenAiEmbeddings();

    private final Vertx vertx;
    private final Tally tally;
    private final ModelEndpoint models;
    private final PlainEndpoints plain;

    FrontDesk(Vertx vertx, FakeProviderOptions options, Tally tally) {
        this.vertx = vertx;
        this.tally = tally;
        this.models = new ModelEndpoint(options);
        this.plain = new PlainEndpoints(options, tally);
    }

    @Override
    public void handle(HttpServerRequest request) {
        tally.countArrived();
        Call call = new Call(vertx, request, tally);
        String path = call.path().startsWith("/v1/") ? call.path().substring(3) : call.path();
        if (!plain.serve(call, path)) {
            serveModel(call, path);
        }
    }

    private void serveModel(Call call, String path) {
        Dialect dialect = call.is(HttpMethod.POST) ? dialect(path) : null;
        if (dialect == null) {
            Dialect host = host(call.request(), path);
            Refusal unknown = Refusal.of(404, "No endpoint " + call.request().method() + " " + call.path());
            call.whenRead(body -> ModelEndpoint.refuse(call, host, unknown));
        } else {
            call.whenRead(body -> models.serve(call, dialect, Json.read(body)));
        }
    }

    private static @Nullable Dialect dialect(String path) {
        if (path.endsWith("/chat/completions")) {
            return OPENAI;
        } else if (path.endsWith("/messages")) {
            return ANTHROPIC;
        } else if (path.endsWith(":generateContent") || path.endsWith(":streamGenerateContent")) {
            return GEMINI;
        } else if (path.endsWith("/embeddings")) {
            return EMBEDDINGS;
        }
        return path.endsWith("/responses") ? RESPONSES : null;
    }

    /** Whose error to show for a path that nobody serves. */
    private static Dialect host(HttpServerRequest request, String path) {
        if (request.getHeader("anthropic-version") != null) {
            return ANTHROPIC;
        }
        boolean google = request.getHeader("x-goog-api-key") != null
                || path.toLowerCase(Locale.ROOT).startsWith("/v1beta/");
        return google ? GEMINI : OPENAI;
    }
}
