package dev.penstock.http.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes valid JSON in one place, so that it is still JSON but hardly what anybody meant. */
final class SpoiledJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY = 3000;
    private static final List<String> JUNK = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "-0.0",
            "1.5",
            "2147483648",
            "9223372036854775808",
            "1e15",
            "1e300",
            "1e-300",
            "\"\"",
            "\" \"",
            "\"fixed\"",
            "\"0\"",
            "\"null\"",
            "\"../../etc/passwd\"",
            "\"a/b\"",
            "\"' OR 1=1 --\"",
            "\"%s%n%00\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ufeffx\"",
            "\"\\u202ex\"",
            "\"\\ud83d\\ude00\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"http://[::1\"",
            "\"file:///etc/passwd\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[{}]",
            "{\"\":{}}",
            "{\"__proto__\":{},\"$ref\":\"#\"}",
            "{\"enabled\":null}",
            "[{\"key\":\"cost\",\"operator\":\"lt\",\"value\":[1e300,null,true,\"x\"]}]",
            "[{\"id\":\"a\",\"type\":\"start\",\"outputs\":{\"next\":{\"elementId\":\"a\"}}}]");

    private final Random random;

    SpoiledJson(Random random) {
        this.random = random;
    }

    JsonNode of(JsonNode valid) {
        JsonNode copy = valid.deepCopy();
        if (!(copy instanceof ContainerNode<?> root) || root.isEmpty()) {
            return junk();
        }
        ContainerNode<?> place = anywhere(root);
        switch (place) {
            case ObjectNode object -> spoil(object);
            case ArrayNode array -> spoil(array);
            default -> throw new IllegalStateException("neither object nor array");
        }
        return copy;
    }

    /** Some object or array in the tree that is not empty. */
    private ContainerNode<?> anywhere(ContainerNode<?> root) {
        List<ContainerNode<?>> places = new ArrayList<>();
        gather(root, places);
        return places.get(random.nextInt(places.size()));
    }

    private static void gather(JsonNode node, List<ContainerNode<?>> places) {
        if (node instanceof ContainerNode<?> container && !container.isEmpty()) {
            places.add(container);
            node.forEach(child -> gather(child, places));
        }
    }

    private void spoil(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 ->
                object.set(pick(List.of("", "id", "__proto__", "$ref", "a.b", "\u0000", "x".repeat(5000))), junk());
            case 2 -> object.set(name.toUpperCase(java.util.Locale.ROOT), object.get(name));
            default -> object.set(name, twisted(object.get(name)));
        }
    }

    private void spoil(ArrayNode array) {
        int index = random.nextInt(array.size());
        switch (random.nextInt(4)) {
            case 0 -> array.remove(index);
            case 1 -> {
                JsonNode item = array.get(index);
                for (int i = 0; i < MANY; i++) {
                    array.add(item);
                }
            }
            default -> array.set(index, twisted(array.get(index)));
        }
    }

    /** Another value; one that has much in common with the old one, or nothing at all. */
    private JsonNode twisted(JsonNode value) {
        if (random.nextInt(3) == 0) {
            return junk();
        }
        return switch (value.getNodeType()) {
            case STRING -> JSON.getNodeFactory().textNode(twisted(value.asText()));
            case NUMBER ->
                JSON.getNodeFactory()
                        .numberNode(pick(List.of(-value.doubleValue() - 1, value.doubleValue() * 1e9, 0.5, 1e18)));
            case ARRAY, OBJECT -> JSON.createArrayNode().add(value.deepCopy());
            default -> JSON.getNodeFactory().textNode(value.asText());
        };
    }

    private String twisted(String text) {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> text.repeat(1 + 70_000 / (text.length() + 1));
            case 2 -> text + "\u0000\uD83D\uDE00\u202E";
            case 3 -> text + "/../" + text;
            default -> " " + text + " ";
        };
    }

    private JsonNode junk() {
        try {
            return JSON.readTree(pick(JUNK));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
