package dev.penstock.benchmarks;

import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.Surroundings;
import dev.penstock.domain.route.TextPattern;
import dev.penstock.http.inference.RequestScanner;
import dev.penstock.re2j.Re2jSearch;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What walks and conditions look at: a request whose body has been looked through already. Chance is always the same. */
record Around(Facts facts, TextPattern.Search search, double chance) implements Surroundings {
    private static final double CHANCE = 42;

    static Around of(Set<List<String>> bodyPlaces) {
        Map<List<String>, @Nullable Object> found = RequestScanner.scan(SampleChats.request("dynamic/benchmark"))
                .rest()
                .find(bodyPlaces);
        Facts.Body body = steps -> found.containsKey(steps) ? Facts.Found.of(found.get(steps)) : Facts.Found.NOTHING;
        Facts facts = new Facts(SampleChats.metadata(), SampleChats.headers(), body);
        return new Around(facts, new Re2jSearch(), CHANCE);
    }

    static Around of(RouteGraph graph) {
        return of(graph.bodyPlaces());
    }
}
