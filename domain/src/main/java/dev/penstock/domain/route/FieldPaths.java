package dev.penstock.domain.route;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects what elements look at in a request. */
final class FieldPaths {
    private FieldPaths() {}

    /** In the order in which they are looked at, each once. */
    static List<FieldPath> of(RouteElement element) {
        return switch (element) {
            case RouteElement.Conditional conditional ->
                of(conditional.condition()).distinct().toList();
            case RouteElement.Percentage percentage ->
                Stream.ofNullable(percentage.key()).toList();
            case RouteElement.Rate rate -> Stream.ofNullable(rate.limit().key()).toList();
            case RouteElement.Start start -> List.of();
            case RouteElement.Model model -> List.of();
            case RouteElement.End end -> List.of();
        };
    }

    private static Stream<FieldPath> of(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) -> parts.stream().flatMap(FieldPaths::of);
            case Condition.Any(List<Condition> parts) -> parts.stream().flatMap(FieldPaths::of);
            case Condition.Not(Condition part) -> of(part);
            case Condition.Exists exists -> Stream.of(exists.field());
            case Condition.Equal equal -> Stream.of(equal.field());
            case Condition.OneOf oneOf -> Stream.of(oneOf.field());
            case Condition.Ordered ordered -> Stream.of(ordered.field());
            case Condition.Matches matches -> Stream.of(matches.field());
        };
    }

    static Set<List<String>> inBody(Collection<List<FieldPath>> paths) {
        Set<List<String>> places = new LinkedHashSet<>();
        for (List<FieldPath> ofElement : paths) {
            for (FieldPath path : ofElement) {
                switch (path) {
                    case FieldPath.InBody(List<String> steps) -> places.add(steps);
                    case FieldPath.Anywhere(FieldPath.InMetadata first, FieldPath.InBody second) ->
                        places.add(second.steps());
                    case FieldPath.InMetadata inMetadata -> {}
                    case FieldPath.InHeaders inHeaders -> {}
                }
            }
        }
        return Collections.unmodifiableSet(places);
    }
}
