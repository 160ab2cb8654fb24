package dev.penstock.application.inference;

import dev.penstock.application.port.ProviderClient.Address;
import dev.penstock.application.port.RealtimeClient.Call;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.HopHeaders;
import dev.penstock.domain.inference.Subprotocols;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.RealtimeRule;
import dev.penstock.domain.provider.Upstream;

/** Turns a WebSocket whose provider is known into the one that goes out (data plane endpoints, section 6.2). */
final class AddressSession {
    private static final String HANDSHAKE = "sec-websocket-";

    private AddressSession() {}

    static Call address(Exchange exchange) {
        Headers sent = exchange.request().headers();
        CustomProvider custom = exchange.found().custom();
        Headers headers = withoutHandshake(HopHeaders.forProvider(sent));
        return new Call(
                exchange.found().provider(),
                custom == null ? toProvider(exchange) : toCustom(custom, exchange),
                exchange.found().model(),
                custom == null ? headers : custom.reach().headers().under(headers),
                Subprotocols.in(sent),
                exchange.found().credential());
    }

    private static Address toProvider(Exchange exchange) {
        Provider provider = exchange.found().provider();
        RealtimeRule.Target target = provider.realtime(
                exchange.request().target().path(),
                exchange.request().target().query(),
                exchange.request().gateway().account());
        if (target == null) {
            throw new ProblemException(
                    new Problem.Unsupported("this path has no WebSocket at %s".formatted(provider.displayName())));
        }
        return new Address(target.upstream(), target.query());
    }

    private static Address toCustom(CustomProvider custom, Exchange exchange) {
        Upstream upstream = Upstream.foreign(
                custom.reach().baseUrl().base(),
                "/" + exchange.request().target().path());
        return new Address(upstream, exchange.request().target().query());
    }

    private static Headers withoutHandshake(Headers headers) {
        return headers.without(line -> line.name().regionMatches(true, 0, HANDSHAKE, 0, HANDSHAKE.length()));
    }
}
