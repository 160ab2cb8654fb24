package dev.penstock.application.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.inference.Arrival;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.LogOptions;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestId;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.provider.UpstreamRule;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests to try things with, and a small catalogue of providers that they go to. */
final class SampleCalls {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final String TOKEN = "pst_0123456789abcdef0123456789abcdef";
    static final GatewayAddress GATEWAY = SampleGateways.address("chat");

    private static final ProviderAuth BEARER = new ProviderAuth("authorization", "Bearer {key}", List.of(), null);

    /** One for each way of reaching a provider, all of them where an operator moved them, so that nobody needs a key; {@code searcher} is called differently wherever it can be. */
    static final ProviderCatalog CATALOG = new ProviderCatalog(List.of(
            provider("openai", List.of(), unified("openai"), null),
            provider("searcher-ai", List.of("searcher"), unified("search"), null),
            provider("unicode", List.of(), unified("ünïcode"), null),
            provider("plain", List.of(), null, null),
            provider("fal", List.of(), null, new Provider.TargetHeader("x-fal-target-url", List.of("fal.run")))));

    private SampleCalls() {}

    private static Provider.Unified unified(String prefix) {
        return Provider.Unified.chat(prefix, "chat/completions");
    }

    private static Provider provider(
            String slug,
            List<String> aliases,
            Provider.@Nullable Unified unified,
            Provider.@Nullable TargetHeader target) {
        UpstreamRule rule = UpstreamRule.below("https://" + slug + ".example/v1");
        Provider.Addresses moved = new Provider.Addresses(List.of(rule), target, null, true);
        return new Provider(new ProviderId(slug), slug, aliases, BEARER, moved, unified);
    }

    /** A plain chat request to a provider's own API. */
    static InferenceRequest toProvider(String slug) {
        return request(new RequestTarget.Native(slug, "chat/completions", null), chat("gpt-4o"));
    }

    /** A chat request to the unified API. */
    static InferenceRequest toUnified(String model) {
        return request(new RequestTarget.Unified(Api.CHAT_COMPLETIONS, null), chat(model));
    }

    static InferenceRequest request(RequestTarget target, InferenceRequest.Content content) {
        Door door = target instanceof RequestTarget.Native ? Door.PROVIDER : Door.COMPAT;
        return new InferenceRequest(
                new Arrival(new RequestId(new UUID(0x0123_4567_89ab_7000L, 0x8000_0000_0000_0001L)), NOON, door),
                GATEWAY,
                target,
                "POST",
                headers("content-type", "application/json", "user-agent", "tests/1"),
                content,
                RequestOptions.NONE);
    }

    /** The same request to another gateway. */
    static InferenceRequest at(AccountId account, String gateway, InferenceRequest request) {
        return new InferenceRequest(
                request.arrival(),
                new GatewayAddress(account, new GatewayId(gateway)),
                request.target(),
                request.method(),
                request.headers(),
                request.content(),
                request.options());
    }

    /** The same request once more, with an id of its own. */
    static InferenceRequest another(InferenceRequest request) {
        Arrival first = request.arrival();
        return new InferenceRequest(
                new Arrival(new RequestId(new UUID(8, 8)), first.at(), first.door()),
                request.gateway(),
                request.target(),
                request.method(),
                request.headers(),
                request.content(),
                request.options());
    }

    static InferenceRequest with(RequestOptions options, InferenceRequest request) {
        return new InferenceRequest(
                request.arrival(),
                request.gateway(),
                request.target(),
                request.method(),
                request.headers(),
                request.content(),
                options);
    }

    /** What a caller asks of the log alone. */
    static RequestOptions logging(LogOptions log) {
        RequestOptions none = RequestOptions.NONE;
        return new RequestOptions(null, null, log, none.cache(), none.call(), none.keys());
    }

    /** What a caller asks of the calls alone. */
    static RequestOptions calling(CallOptions call) {
        RequestOptions none = RequestOptions.NONE;
        return new RequestOptions(null, null, none.log(), none.cache(), call, none.keys());
    }

    /** The same request with one more header. */
    static InferenceRequest with(String header, String value, InferenceRequest request) {
        return request.with(request.target(), request.headers().with(header, value));
    }

    static InferenceRequest withQuery(@Nullable String query, InferenceRequest request) {
        return request.with(request.target().withQuery(query), request.headers());
    }

    /** The same request with a token in the gateway's own header, as the edge hands it on. */
    static InferenceRequest withToken(String token, InferenceRequest request) {
        RequestOptions none = RequestOptions.NONE;
        RequestOptions options =
                new RequestOptions(new Secret(token), null, none.log(), none.cache(), none.call(), none.keys());
        return with(options, with("cf-aig-authorization", "Bearer " + token, request));
    }

    static InferenceRequest.Content chat(String model) {
        return content("{\"model\":\"" + model + "\",\"messages\":[]}", model);
    }

    /** A body, and what the edge finds in it. */
    static InferenceRequest.Content content(String json, String model) {
        int at = json.indexOf(model);
        int start = json.substring(0, at).getBytes(UTF_8).length;
        return new InferenceRequest.Content(whole(json), new RequestFacts(model, start));
    }

    static Body.Whole whole(String text) {
        return new Body.Whole(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    static String text(Body body) {
        return body instanceof Body.Whole whole ? UTF_8.decode(whole.bytes()).toString() : "a stream";
    }

    static Headers headers(String... namesAndValues) {
        List<Header> lines = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            lines.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(lines);
    }
}
