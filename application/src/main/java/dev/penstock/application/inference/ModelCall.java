package dev.penstock.application.inference;

import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.route.RouteElement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/**
 * The call of a route's model as a request of its own (data plane routing, section 2.3): the caller's body with this model's name
 * in it, and the element's patience.
 */
final class ModelCall {
    private ModelCall() {}

    static Exchange of(
            Exchange whole,
            Exchange.Place place,
            RouteElement.Model element,
            ProviderCatalog catalog,
            Instant startedAt) {
        String slug = element.provider().slug();
        String model = element.model().value();
        CustomProvider custom = whole.visit()
                .settings()
                .customProvider(whole.request().gateway().account(), slug);
        if (custom != null) {
            return to(new Destination(custom.forTraffic(), custom, model), whole, place, element, startedAt);
        }
        Provider provider = catalog.bySlug(slug).orElse(null);
        if (provider != null && provider.unified() != null) {
            return to(new Destination(provider, null, model), whole, place, element, startedAt);
        }
        // There is no way there. The stage that finds providers says so in its own words.
        InferenceRequest request = named(slug + "/" + model, element, whole.request());
        return whole.at(place, request, startedAt);
    }

    private static Exchange to(
            Destination destination,
            Exchange whole,
            Exchange.Place place,
            RouteElement.Model element,
            Instant startedAt) {
        String model = Objects.requireNonNull(destination.model());
        return whole.at(place, named(model, element, whole.request()), startedAt)
                .to(destination);
    }

    private static InferenceRequest named(String model, RouteElement.Model element, InferenceRequest asked) {
        CallOptions call = asked.options().call();
        RetryPolicy retry = RetryPolicy.layered(new RetryPolicy(element.retries(), null, null), call.retry());
        CallOptions patience = new CallOptions(element.timeout().orElse(call.timeout()), retry, call.conduct());
        return asked.with(renamed(model, asked.content())).with(asked.options().with(patience));
    }

    /** Only the bytes of the name change. */
    private static InferenceRequest.Content renamed(String model, InferenceRequest.Content content) {
        RequestFacts facts = content.facts();
        ByteBuffer whole = ((Body.Whole) content.body()).bytes();
        byte[] text = escaped(model).getBytes(StandardCharsets.UTF_8);
        int start = facts.modelStart();
        int end = start + Objects.requireNonNull(facts.model()).getBytes(StandardCharsets.UTF_8).length;
        ByteBuffer renamed = ByteBuffer.allocate(whole.remaining() - (end - start) + text.length);
        renamed.put(whole.slice(whole.position(), start));
        renamed.put(text);
        renamed.put(whole.slice(whole.position() + end, whole.remaining() - end));
        return new InferenceRequest.Content(new Body.Whole(renamed.flip()), facts.withModel(model, start));
    }

    private static String escaped(String model) {
        StringBuilder text = new StringBuilder(model.length());
        for (int i = 0; i < model.length(); i++) {
            char c = model.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
