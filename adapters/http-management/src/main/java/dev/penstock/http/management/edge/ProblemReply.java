package dev.penstock.http.management.edge;

import dev.penstock.application.problem.Problem;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import java.util.List;

/** Says in the contract's words why a use case did not do what it was asked. */
final class ProblemReply {
    private ProblemReply() {}

    /** What a use case calls its input is the body of the request. */
    static Refusal to(Problem problem) {
        return switch (problem) {
            case Problem.NotFound(Problem.Thing thing) -> notFound(thing);
            case Problem.AlreadyExists(Problem.Thing thing, Path at, String message) -> exists(thing, at, message);
            case Problem.Invalid(List<Violation> violations) ->
                Refusal.invalid(violations.stream()
                        .map(violation ->
                                new Violation(Findings.below(Findings.BODY, violation.path()), violation.message()))
                        .toList());
            case Problem.Unauthorized() -> Refusal.badCredentials();
            case Problem.UnknownProvider(String slug) ->
                wrong(Findings.PARAMS.key("provider"), "No provider is called '%s'".formatted(slug));
            case Problem.Unsupported(String what) -> wrong(Path.root(), "Not supported: " + what);
            case Problem.UnreadableCompletion(String reason) -> wrong(Findings.BODY, reason);
            case Problem.TooLarge ignored -> Refusal.bodyTooLarge();
            case Problem.ProviderFailed ignored -> Refusal.internal();
            case Problem.UnknownKeyAlias ignored -> Refusal.internal();
            case Problem.KeyUnusable ignored -> Refusal.internal();
            case Problem.KeyRequired ignored -> Refusal.internal();
            case Problem.KeyNeedsToken ignored -> Refusal.internal();
            case Problem.CallerLeft() -> Refusal.internal();
            case Problem.Busy ignored -> Refusal.internal();
        };
    }

    private static Refusal notFound(Problem.Thing thing) {
        return switch (thing) {
            case ROUTE -> Refusal.routeNotFound("Route");
            case ROUTE_VERSION -> Refusal.routeNotFound("Version");
            default -> Refusal.notFound();
        };
    }

    private static Refusal exists(Problem.Thing thing, Path at, String message) {
        Path inBody = Findings.below(Findings.BODY, at);
        return thing == Problem.Thing.ROUTE ? Refusal.routeExists(inBody, message) : wrong(inBody, message);
    }

    private static Refusal wrong(Path path, String message) {
        return Refusal.invalid(List.of(new Violation(path, message)));
    }
}
