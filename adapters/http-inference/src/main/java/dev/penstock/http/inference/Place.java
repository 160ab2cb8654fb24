package dev.penstock.http.inference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in a JSON body on the way to one that somebody asks for, or such a one, with what has been found there. */
final class Place {
    /** No body has room for more items. */
    private static final int MOST_DIGITS = 9;

    private final Map<String, Place> next = new HashMap<>(4);
    /** Those of the next ones at which something stands. */
    private final List<Place> entered = new ArrayList<>(2);

    private @Nullable List<String> wantedAs;
    private int lastPosition = -1;
    private boolean isEntered;
    private boolean isFound;
    private @Nullable Object value;

    private Place() {}

    /** The whole body, from which all of these places can be reached. */
    static Place ofBody(Collection<List<String>> wanted) {
        Place body = new Place();
        for (List<String> steps : wanted) {
            Place at = body;
            for (String step : steps) {
                at.lastPosition = Math.max(at.lastPosition, position(step));
                at = at.next.computeIfAbsent(step, none -> new Place());
            }
            at.wantedAs = steps;
        }
        return body;
    }

    /** What no list has when the step is the name of a member. */
    private static int position(String step) {
        // To find it out by the exception would take longer than to look through the body.
        if (step.length() > MOST_DIGITS || !step.chars().allMatch(c -> c >= '0' && c <= '9') || step.isEmpty()) {
            return -1;
        }
        return Integer.parseInt(step);
    }

    boolean isWanted() {
        return wantedAs != null;
    }

    /**
     * The place of a member, when it is on the way. What was found there before is forgotten: of members of one name, the last
     * one counts.
     */
    @Nullable
    Place enter(String member) {
        Place place = next.get(member);
        if (place != null) {
            if (place.isEntered) {
                place.forget();
            } else {
                place.isEntered = true;
                entered.add(place);
            }
        }
        return place;
    }

    /** As {@link #enter(String)} for a position in a list. */
    @Nullable
    Place enter(int position) {
        return position > lastPosition ? null : enter(Integer.toString(position));
    }

    private void forget() {
        isFound = false;
        value = null;
        for (Place below : entered) {
            below.forget();
            below.isEntered = false;
        }
        entered.clear();
    }

    void found(@Nullable Object here) {
        isFound = true;
        value = here;
    }

    Map<List<String>, @Nullable Object> found() {
        Map<List<String>, @Nullable Object> all = new HashMap<>();
        gather(all);
        return all;
    }

    private void gather(Map<List<String>, @Nullable Object> all) {
        if (isFound && wantedAs != null) {
            all.put(wantedAs, value);
        }
        entered.forEach(below -> below.gather(all));
    }
}
