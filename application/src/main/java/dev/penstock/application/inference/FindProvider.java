package dev.penstock.application.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.UnifiedModel;
import dev.penstock.domain.log.ModelInPath;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderCatalog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds the provider and the model that a request is for, by its URL or by the model's name (data plane endpoints, section 3). */
public final class FindProvider implements Stage {
    private static final String WORKERS_AI = "@cf";

    private final ProviderCatalog catalog;

    public FindProvider(ProviderCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        if (exchange.destination() != null) {
            return next.proceed(exchange);
        }
        Destination found;
        try {
            found = destination(exchange);
        } catch (ProblemException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        return next.proceed(exchange.to(found));
    }

    private Destination destination(Exchange exchange) {
        InferenceRequest request = exchange.request();
        String model = request.content().facts().model();
        return switch (request.target()) {
            case RequestTarget.Native asked ->
                toProvider(asked.slug(), model != null ? model : ModelInPath.of(asked.path()), exchange);
            case RequestTarget.Unified unified ->
                toUnified(onlyOne(model, request.content().facts()), exchange);
            case RequestTarget.Universal steps -> throw new IllegalStateException("steps come one by one");
        };
    }

    private Destination toProvider(String slug, @Nullable String model, Exchange exchange) {
        CustomProvider custom = custom(slug, exchange);
        if (custom != null) {
            return new Destination(custom.forTraffic(), custom, model);
        }
        Provider provider =
                catalog.bySlug(slug).orElseThrow(() -> new ProblemException(new Problem.UnknownProvider(slug)));
        return new Destination(provider, null, model);
    }

    /** Who is let through by one model must not be served by another, which the provider might read instead. */
    private static @Nullable String onlyOne(@Nullable String model, RequestFacts facts) {
        if (model == null) {
            return null;
        }
        return switch (facts.rest().ask().naming()) {
            case CLEAR -> model;
            case SEVERAL -> throw new ProblemException(new Problem.UnreadableCompletion("model must stand there once"));
            case UNREADABLE ->
                throw new ProblemException(new Problem.UnreadableCompletion("the body is not readable JSON"));
        };
    }

    private Destination toUnified(@Nullable String model, Exchange exchange) {
        if (exchange.request().arrival().door() == Door.RUN) {
            return toAuthor(model, exchange);
        }
        UnifiedModel wanted = UnifiedModel.parse(model);
        if (wanted == null) {
            throw new ProblemException(new Problem.UnreadableCompletion("model must be written as provider/model"));
        }
        CustomProvider custom = custom(wanted.prefix(), exchange);
        if (custom != null) {
            return new Destination(custom.forTraffic(), custom, wanted.model());
        }
        Provider provider = catalog.byUnifiedPrefix(wanted.prefix()).orElseThrow(() -> notUnified(wanted.prefix()));
        return new Destination(provider, null, wanted.model());
    }

    /** The REST forms name a model by its author; Workers AI knows its models by the whole of that name. */
    private Destination toAuthor(@Nullable String model, Exchange exchange) {
        if (model == null) {
            throw new ProblemException(new Problem.UnreadableCompletion("model must be written as author/model"));
        }
        UnifiedModel wanted = UnifiedModel.parse(model);
        if (wanted == null) {
            throw new ProblemException(new Problem.ModelNotFound(model));
        }
        CustomProvider custom = custom(wanted.prefix(), exchange);
        if (custom != null) {
            return new Destination(custom.forTraffic(), custom, wanted.model());
        }
        Provider provider = catalog.byAuthor(wanted.prefix())
                .orElseThrow(() -> new ProblemException(new Problem.ModelNotFound(model)));
        return new Destination(provider, null, wanted.prefix().equals(WORKERS_AI) ? model : wanted.model());
    }

    private static @Nullable CustomProvider custom(String name, Exchange exchange) {
        return exchange.visit()
                .settings()
                .customProvider(exchange.request().gateway().account(), name);
    }

    private ProblemException notUnified(String prefix) {
        return new ProblemException(new Problem.Unsupported(
                catalog.bySlug(prefix).isPresent()
                        ? "the unified API does not reach %s; use its own path /%s/...".formatted(prefix, prefix)
                        : "no provider is called '%s'".formatted(prefix)));
    }
}
