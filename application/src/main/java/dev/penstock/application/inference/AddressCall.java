package dev.penstock.application.inference;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.HopHeaders;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.UnifiedModel;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.TargetUrl;
import dev.penstock.domain.provider.Upstream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns a request into the call that goes out: which provider, at which address, with what headers and body. */
public final class AddressCall {
    private final ProviderCatalog catalog;
    private final LiveSettings live;

    public AddressCall(ProviderCatalog catalog, LiveSettings live) {
        this.catalog = catalog;
        this.live = live;
    }

    Call address(InferenceRequest request) {
        return switch (request.target()) {
            case RequestTarget.Native asked -> toProvider(asked, request);
            case RequestTarget.UnifiedChat unified -> toUnified(unified, request);
        };
    }

    private Call toProvider(RequestTarget.Native asked, InferenceRequest request) {
        CustomProvider custom = custom(asked.slug(), request);
        if (custom != null) {
            return toCustom(custom, "/" + asked.path(), asked.query(), request);
        }
        Provider provider = catalog.bySlug(asked.slug()).orElseThrow(() -> unknown(asked.slug()));
        Headers headers = HopHeaders.forProvider(request.headers());
        Provider.TargetHeader override = provider.targetHeader();
        String named = override == null ? null : headers.get(override.name());
        if (override != null && named != null) {
            TargetUrl url = TargetUrl.parse(named, override.hosts());
            if (url == null) {
                throw unsupported("%s must be an https address below %s"
                        .formatted(override.name(), String.join(" or ", override.hosts())));
            }
            Headers others = headers.without(line -> line.isNamed(override.name()));
            return call(provider, url.upstream(), url.query(), request, others);
        }
        Upstream upstream = provider.upstream(asked.path(), request.gateway().account());
        if (upstream == null) {
            throw unsupported("this path has no place at %s".formatted(provider.displayName()));
        }
        return call(provider, upstream, asked.query(), request, headers);
    }

    private @Nullable CustomProvider custom(String name, InferenceRequest request) {
        return live.current().customProvider(request.gateway().account(), name);
    }

    /** What the account wrote for every call goes along where the caller did not send it. */
    private Call toCustom(CustomProvider custom, String path, @Nullable String query, InferenceRequest request) {
        return call(
                custom.forTraffic(),
                Upstream.foreign(custom.reach().baseUrl().base(), path),
                query,
                request,
                custom.reach().headers().under(HopHeaders.forProvider(request.headers())));
    }

    private Call call(
            Provider provider, Upstream upstream, @Nullable String query, InferenceRequest request, Headers headers) {
        return new Call(
                provider,
                upstream,
                query,
                request.content().facts().model(),
                request.method(),
                headers,
                request.content().body());
    }

    private Call toUnified(RequestTarget.UnifiedChat unified, InferenceRequest request) {
        RequestFacts facts = request.content().facts();
        UnifiedModel wanted = UnifiedModel.parse(facts.model());
        if (wanted == null) {
            throw new ProblemException(new Problem.UnreadableCompletion("model must be written as provider/model"));
        }
        CustomProvider custom = custom(wanted.prefix(), request);
        if (custom != null) {
            InferenceRequest bare = request.with(new InferenceRequest.Content(
                    withoutPrefix(request.content().body(), facts, wanted), new RequestFacts(wanted.model(), -1)));
            return toCustom(custom, custom.reach().chatPath(), unified.query(), bare);
        }
        Provider provider = catalog.byUnifiedPrefix(wanted.prefix()).orElseThrow(() -> notUnified(wanted.prefix()));
        Provider.Unified way = provider.unified();
        Upstream upstream = way == null
                ? null
                : provider.upstream(way.path(), request.gateway().account());
        if (upstream == null) {
            throw notUnified(wanted.prefix());
        }
        return new Call(
                provider,
                upstream,
                unified.query(),
                wanted.model(),
                request.method(),
                HopHeaders.forProvider(request.headers()),
                withoutPrefix(request.content().body(), facts, wanted));
    }

    /** The body with the provider's prefix cut out of the model's name; every other byte stays. */
    private static Body withoutPrefix(Body body, RequestFacts facts, UnifiedModel wanted) {
        if (!(body instanceof Body.Whole(ByteBuffer whole)) || facts.modelStart() < 0) {
            throw new ProblemException(
                    new Problem.UnreadableCompletion("the model's name must be written without escapes"));
        }
        int cut = wanted.prefix().getBytes(StandardCharsets.UTF_8).length + 1;
        int start = facts.modelStart();
        ByteBuffer bare = ByteBuffer.allocate(whole.remaining() - cut);
        bare.put(whole.slice(whole.position(), start));
        bare.put(whole.slice(whole.position() + start + cut, whole.remaining() - start - cut));
        return new Body.Whole(bare.flip());
    }

    private ProblemException notUnified(String prefix) {
        return catalog.bySlug(prefix).isPresent()
                ? unsupported(
                        "the unified API does not reach %s yet; use its own path /%s/...".formatted(prefix, prefix))
                : unsupported("no provider is called '%s'".formatted(prefix));
    }

    private static ProblemException unsupported(String what) {
        return new ProblemException(new Problem.Unsupported(what));
    }

    private static ProblemException unknown(String slug) {
        return new ProblemException(new Problem.UnknownProvider(slug));
    }
}
