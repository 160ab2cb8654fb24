package dev.penstock.http.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What exists on a server, by the path of the document below which it stands. */
final class KnownIds {
    private static final int MOST_SHOWN = 3;

    private final Map<String, List<String>> ids = new TreeMap<>();

    void add(String collection, String id) {
        List<String> known = ids.computeIfAbsent(collection, any -> new ArrayList<>());
        if (!known.contains(id)) {
            known.add(id);
        }
    }

    void forget(String collection) {
        ids.remove(collection);
    }

    /** Remembers what a success on a collection says that was made. */
    void learn(String collection, Seen answer) {
        String child = OurDocument.TREE.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(path -> path.matches("\\Q" + collection + "\\E/\\{[^/]*}"))
                .findFirst()
                .orElse("{id}");
        String name = child.substring(child.lastIndexOf('{') + 1, child.length() - 1);
        JsonNode result = answer.body().path("result");
        Optional.of(result.path(name).asText(result.path("id").asText()))
                .filter(id -> !id.isEmpty())
                .ifPresent(id -> add(collection, id));
    }

    /** A path with something that exists in the place of each name, where anything does. */
    String path(String template, Random random, ValidInput valid) {
        return walk(template, (collection, name) -> {
                    List<String> known = ids.getOrDefault(collection, List.of());
                    if (known.isEmpty()) {
                        JsonNode text = JsonNodeFactory.instance.objectNode().put("type", "string");
                        return List.of(valid.of(text).asText());
                    }
                    return List.of(known.get(random.nextInt(known.size())));
                })
                .get(0);
    }

    /** Some paths of this form to things that exist. */
    List<String> paths(String template) {
        return walk(
                template,
                (collection, name) -> ids.getOrDefault(collection, List.of()).stream()
                        .limit(MOST_SHOWN)
                        .toList());
    }

    private interface Choice {
        List<String> of(String collection, String name);
    }

    private static List<String> walk(String template, Choice choice) {
        List<String> paths = List.of("");
        StringBuilder written = new StringBuilder();
        for (String segment : template.substring(1).split("/", -1)) {
            List<String> next = segment.startsWith("{") ? choice.of(written.toString(), segment) : List.of(segment);
            paths = paths.stream()
                    .flatMap(path -> next.stream().map(part -> path + "/" + encoded(part)))
                    .toList();
            written.append('/').append(segment);
        }
        return paths;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
