package dev.penstock.application.inference;

import dev.penstock.application.port.ProviderClient.Address;
import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.port.ProviderClient.Translation;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.HopHeaders;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.TargetUrl;
import dev.penstock.domain.provider.Upstream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a request whose provider is known into the call that goes out: at which address, with what headers and body. */
final class AddressCall {
    private AddressCall() {}

    static Call address(Exchange exchange) {
        InferenceRequest request = exchange.request();
        Destination destination = exchange.found();
        return switch (request.target()) {
            case RequestTarget.Native asked ->
                destination.custom() != null
                        ? toCustom(
                                destination.custom(),
                                Upstream.foreign(base(destination.custom()), "/" + asked.path()),
                                exchange)
                        : toProvider(asked, exchange);
            case RequestTarget.Unified unified ->
                destination.custom() != null
                        ? toCustomUnified(destination.custom(), unified.api(), exchange)
                        : toUnified(unified, exchange);
            case RequestTarget.Universal steps -> throw new IllegalStateException("steps come one by one");
        };
    }

    private static Call toProvider(RequestTarget.Native asked, Exchange exchange) {
        Provider provider = exchange.found().provider();
        Headers headers = HopHeaders.forProvider(exchange.request().headers());
        Provider.TargetHeader override = provider.targetHeader();
        String named = override == null ? null : headers.get(override.name());
        if (override != null && named != null) {
            TargetUrl url = TargetUrl.parse(named, override.hosts());
            if (url == null) {
                throw unsupported("%s must be an https address below %s"
                        .formatted(override.name(), String.join(" or ", override.hosts())));
            }
            Headers others = headers.without(line -> line.isNamed(override.name()));
            return call(exchange, new Address(url.upstream(), url.query()), others, body(exchange), null);
        }
        Upstream upstream =
                provider.upstream(asked.path(), exchange.request().gateway().account());
        if (upstream == null) {
            throw unsupported("this path has no place at %s".formatted(provider.displayName()));
        }
        return call(exchange, new Address(upstream, asked.query()), headers, body(exchange), null);
    }

    private static String base(CustomProvider custom) {
        return custom.reach().baseUrl().base();
    }

    /** What the account wrote for every call goes along where the caller did not send it. */
    private static Call toCustom(CustomProvider custom, Upstream upstream, Exchange exchange) {
        Headers headers = custom.reach()
                .headers()
                .under(HopHeaders.forProvider(exchange.request().headers()));
        Address address = new Address(upstream, exchange.request().target().query());
        return call(exchange, address, headers, body(exchange), null);
    }

    private static Call toCustomUnified(CustomProvider custom, Api api, Exchange exchange) {
        Exchange bare = exchange.with(
                exchange.request().withBody(api == Api.CHAT_COMPLETIONS ? bareBody(exchange) : body(exchange)));
        Call call =
                toCustom(custom, Upstream.foreign(base(custom), custom.reach().chatPath()), bare);
        return api == Api.CHAT_COMPLETIONS
                ? call
                : call(
                        exchange,
                        call.address(),
                        call.headers(),
                        call.body(),
                        new Translation(api, null, asked(exchange)));
    }

    private static Call toUnified(RequestTarget.Unified unified, Exchange exchange) {
        Provider provider = exchange.found().provider();
        Provider.Unified ways = Objects.requireNonNull(provider.unified());
        Provider.Way way = ways.way(unified.api());
        String path = UnifiedPath.of(way, exchange);
        Upstream upstream = provider.upstream(
                UnifiedPath.withoutQuery(path), exchange.request().gateway().account());
        if (upstream == null) {
            throw unsupported("%s needs a credential that says more than a key: see the reference of provider keys"
                    .formatted(provider.displayName()));
        }
        boolean asItIs = way.dialect() == null && ways.speaks(unified.api());
        Call call = call(
                exchange,
                new Address(upstream, UnifiedPath.query(path, unified.query())),
                HopHeaders.forProvider(exchange.request().headers()),
                asItIs ? bareBody(exchange) : body(exchange),
                asItIs ? null : new Translation(unified.api(), way.dialect(), asked(exchange)));
        return way.bearer() && call.credential() != null ? withBearer(call, call.credential()) : call;
    }

    private static Call withBearer(Call call, Credential credential) {
        Headers headers = call.headers()
                .with("authorization", "Bearer " + credential.secret().reveal());
        return new Call(
                call.provider(),
                call.address(),
                call.model(),
                call.method(),
                headers,
                call.body(),
                null,
                call.translation());
    }

    private static Call call(
            Exchange exchange, Address address, Headers headers, Body body, @Nullable Translation translation) {
        return new Call(
                exchange.found().provider(),
                address,
                exchange.found().model(),
                exchange.request().method(),
                headers,
                body,
                exchange.found().credential(),
                translation);
    }

    private static Body body(Exchange exchange) {
        return exchange.request().content().body();
    }

    /** The model as the caller of a unified API wrote it. */
    private static String asked(Exchange exchange) {
        return Objects.requireNonNull(exchange.request().content().facts().model());
    }

    /** The body with the provider's prefix cut out of the model's name; every other byte stays. */
    private static Body bareBody(Exchange exchange) {
        RequestFacts facts = exchange.request().content().facts();
        if (Objects.equals(facts.model(), exchange.found().model())) {
            return body(exchange);
        }
        if (!(body(exchange) instanceof Body.Whole(ByteBuffer whole)) || facts.modelStart() < 0) {
            throw new ProblemException(
                    new Problem.UnreadableCompletion("the model's name must be written without escapes"));
        }
        int bareModel = utf8Length(Objects.requireNonNull(exchange.found().model()));
        int cut = utf8Length(asked(exchange)) - bareModel;
        int start = facts.modelStart();
        ByteBuffer bare = ByteBuffer.allocate(whole.remaining() - cut);
        bare.put(whole.slice(whole.position(), start));
        bare.put(whole.slice(whole.position() + start + cut, whole.remaining() - start - cut));
        return new Body.Whole(bare.flip());
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static ProblemException unsupported(String what) {
        return new ProblemException(new Problem.Unsupported(what));
    }
}
