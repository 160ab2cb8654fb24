package dev.penstock.fakeprovider;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
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
    private static final Dialect CONVERSE = new ConverseAnswers();

    private final Vertx vertx;
    private final FakeProviderOptions options;
    private final Tally tally;
    private final InstantSource clock;
    private final ModelEndpoint models;
    private final PlainEndpoints plain;
    private final Inspection inspection;

    FrontDesk(Vertx vertx, FakeProviderOptions options, Tally tally, Strike strike, InstantSource clock) {
        this.vertx = vertx;
        this.options = options;
        this.tally = tally;
        this.clock = clock;
        this.models = new ModelEndpoint(options, strike, clock);
        this.plain = new PlainEndpoints(options, tally, models);
        this.inspection = new Inspection(tally, strike);
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (inspection.serve(request)) {
            return;
        }
        tally.countArrived();
        Call call = new Call(vertx, request, tally, clock);
        String path = call.path().startsWith("/v1/") ? call.path().substring(3) : call.path();
        Host host = Host.of(path, request.headers());
        Refusal refusal = path.equals("/token") ? null : refusal(call, host);
        if (refusal != null) {
            call.whenRead(body -> ModelEndpoint.refuse(call, dialect(host), refusal));
        } else if (!plain.serve(call, path)) {
            serveModel(call, path, host);
        }
    }

    private @Nullable Refusal refusal(Call call, Host host) {
        if (host == Host.AZURE
                && PathNames.parameter(call.query(), "api-version").isEmpty()) {
            return Refusal.of(404, "Resource not found: the query names no api-version.");
        }
        return host.refusal(call.request().headers(), call.query(), options.requiredKeys());
    }

    private void serveModel(Call call, String path, Host host) {
        Dialect dialect = call.is(HttpMethod.POST) ? dialect(path) : null;
        if (dialect == null) {
            Refusal unknown = Refusal.of(404, "No endpoint " + call.request().method() + " " + call.path());
            call.whenRead(body -> ModelEndpoint.refuse(call, dialect(host), unknown));
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
        } else if (ConverseAnswers.PATH.matcher(path).find()) {
            return CONVERSE;
        }
        return path.endsWith("/responses") ? RESPONSES : null;
    }

    /** Whose error to show for a path that nobody serves, or for a key that nobody knows. */
    private static Dialect dialect(Host host) {
        return switch (host) {
            case ANTHROPIC -> ANTHROPIC;
            case GOOGLE, VERTEX -> GEMINI;
            case BEDROCK -> CONVERSE;
            default -> OPENAI;
        };
    }
}
