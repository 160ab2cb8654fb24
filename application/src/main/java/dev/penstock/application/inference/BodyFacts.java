package dev.penstock.application.inference;

import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.route.Facts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a route's elements find in a request's body. It is looked through once, when the first of them asks. */
final class BodyFacts implements Facts.Body {
    private final RequestFacts.Rest rest;
    private final Set<List<String>> places;
    private @Nullable Map<List<String>, @Nullable Object> found;

    /**
     * @param places all that anybody will ask for
     */
    BodyFacts(RequestFacts.Rest rest, Set<List<String>> places) {
        this.rest = rest;
        this.places = places;
    }

    @Override
    public Facts.Found at(List<String> steps) {
        Map<List<String>, @Nullable Object> values = found;
        if (values == null) {
            values = rest.find(places);
            found = values;
        }
        return values.containsKey(steps) ? Facts.Found.of(values.get(steps)) : Facts.Found.NOTHING;
    }
}
