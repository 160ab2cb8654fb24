package dev.penstock.domain.route;

import java.util.List;

/** The way that a request took through a route, as far as it has come. */
public record Trail(RouteId route, RouteName name, VersionId version, List<Passage> passages) {
    public Trail {
        passages = List.copyOf(passages);
    }

    /** As {@link Passage#brief}. */
    public Trail brief() {
        return new Trail(route, name, version, Passage.brief(passages));
    }

    /** About how many bytes it takes while it is in memory. */
    public long weight() {
        return BriefPassages.weight(passages);
    }
}
