package dev.penstock.vertx;

import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Header lines between Vert.x and the domain. */
public final class HeaderLines {
    private static final int USUAL_LINES = 16;

    private HeaderLines() {}

    public static Headers toDomain(MultiMap map) {
        // Not as many as the map says: it counts by collecting all names in a sorted set.
        List<Header> lines = new ArrayList<>(USUAL_LINES);
        for (Map.Entry<String, String> line : map) {
            lines.add(new Header(line.getKey(), line.getValue()));
        }
        return new Headers(lines);
    }

    /** Adds lines to those that are there. */
    public static void addTo(MultiMap map, Headers headers) {
        for (Header line : headers) {
            map.add(line.name(), line.value());
        }
    }
}
