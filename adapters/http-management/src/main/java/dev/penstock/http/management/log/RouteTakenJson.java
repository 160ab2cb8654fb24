package dev.penstock.http.management.log;

import dev.penstock.domain.route.Trail;
import dev.penstock.http.management.route.PassageWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way that a request took through a dynamic route, up to what the entry is about. */
record RouteTakenJson(String id, String name, String versionId, List<Map<String, Object>> path) {
    static @Nullable RouteTakenJson of(@Nullable Trail trail) {
        return trail == null
                ? null
                : new RouteTakenJson(
                        trail.route().toString(),
                        trail.name().value(),
                        trail.version().toString(),
                        PassageWriter.write(trail.passages()));
    }
}
