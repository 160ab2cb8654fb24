package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Puts something into a tree that does not belong there. */
final class Odd {
    private static final List<String> THINGS =
            List.of("null", "7", "-1", "1e400", "99999999999999999999", "true", "\"\"", "\"x\"", "[]", "[1,[]]", "{}");

    private Odd() {}

    /** Replaces one value, or takes it out, wherever chance leads. */
    static void put(RandomGenerator random, JsonNode tree) {
        List<JsonNode> inner = new ArrayList<>();
        collect(tree, inner);
        if (inner.isEmpty()) {
            return;
        }
        int thing = random.nextInt(THINGS.size() + 1);
        JsonNode odd = thing == THINGS.size() ? null : thing(THINGS.get(thing));
        switch (inner.get(random.nextInt(inner.size()))) {
            case ObjectNode object -> {
                List<String> names = object.properties().stream()
                        .map(entry -> entry.getKey())
                        .toList();
                String name = names.get(random.nextInt(names.size()));
                if (odd == null) {
                    object.remove(name);
                } else {
                    object.set(name, odd);
                }
            }
            case ArrayNode array -> {
                int index = random.nextInt(array.size());
                if (odd == null) {
                    array.remove(index);
                } else {
                    array.set(index, odd);
                }
            }
            default -> throw new AssertionError("holds nothing");
        }
    }

    private static JsonNode thing(String json) {
        return Objects.requireNonNull(Json.object("{\"a\":" + json + "}")).path("a");
    }

    private static void collect(JsonNode tree, List<JsonNode> into) {
        if (tree.isContainerNode() && !tree.isEmpty()) {
            into.add(tree);
            tree.forEach(child -> collect(child, into));
        }
    }
}
