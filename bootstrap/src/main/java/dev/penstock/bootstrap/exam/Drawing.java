package dev.penstock.bootstrap.exam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The drawing of somebody's route, to be copied with other names and times. */
final class Drawing {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** The least that a provider on a busy machine can be asked for. */
    private static final long LEAST_TIMEOUT = 500;

    private final JsonNode root;

    private Drawing(JsonNode root) {
        this.root = root;
    }

    static Drawing read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** @param json an object with {@code elements}, or the list of them alone */
    static Drawing of(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the drawing is no JSON: " + e.getOriginalMessage(), e);
        }
        Drawing drawing = new Drawing(root.isArray() ? JSON.createObjectNode().set("elements", root) : root);
        if (drawing.models().isEmpty()) {
            throw new IllegalArgumentException("the drawing has no model: write {\"name\": ..., \"elements\": [...]}");
        }
        return drawing;
    }

    String name() {
        return root.path("name").asText("a route");
    }

    private JsonNode elements() {
        return root.path("elements");
    }

    /** The positions of its models. */
    List<Integer> models() {
        List<Integer> models = new ArrayList<>();
        for (int i = 0; i < elements().size(); i++) {
            if (elements().get(i).path("type").asText().equals("model")) {
                models.add(i);
            }
        }
        return models;
    }

    String provider(int element) {
        return elements().at("/" + element + "/properties/provider").asText("");
    }

    String model(int element) {
        return elements().at("/" + element + "/properties/model").asText("");
    }

    /** In milliseconds; 0 for none. */
    long timeout(int element) {
        return elements().at("/" + element + "/properties/timeout").asLong();
    }

    List<String> providers() {
        Set<String> providers = new LinkedHashSet<>();
        models().forEach(element -> providers.add(provider(element)));
        return List.copyOf(providers);
    }

    /** A copy under another name, with other names for its models, and times divided. */
    ObjectNode copy(String name, IntFunction<String> model, int divisor) {
        ObjectNode copy = ((ObjectNode) root.deepCopy()).put("name", name);
        for (int element : models()) {
            ObjectNode properties = (ObjectNode) copy.at("/elements/" + element + "/properties");
            properties.put("model", model.apply(element));
            long timeout = properties.path("timeout").asLong();
            if (timeout > 0) {
                properties.put("timeout", Math.max(LEAST_TIMEOUT, timeout / divisor));
            }
        }
        return copy;
    }

    /** Lets every percentage in a copy lead to where that model is reached: a draw would make runs differ. */
    void straighten(ObjectNode copy, int model) {
        String wanted = elements().get(model).path("id").asText();
        for (JsonNode element : copy.path("elements")) {
            if (element.path("type").asText().equals("percentage")) {
                String target = leadsTo(element, wanted);
                if (target != null) {
                    ObjectNode outputs = ((ObjectNode) element).putObject("outputs");
                    outputs.putObject("100%").put("elementId", target);
                }
            }
        }
    }

    private @Nullable String leadsTo(JsonNode element, String wanted) {
        for (JsonNode arrow : element.path("outputs")) {
            String target = arrow.path("elementId").asText();
            if (reaches(target, wanted, new LinkedHashSet<>())) {
                return target;
            }
        }
        return null;
    }

    /** Past no other model: the wanted one is the first on its way. */
    private boolean reaches(String from, String wanted, Set<String> passed) {
        if (from.equals(wanted)) {
            return true;
        } else if (!passed.add(from)) {
            return false;
        }
        for (JsonNode element : elements()) {
            boolean here = element.path("id").asText().equals(from);
            if (here && !element.path("type").asText().equals("model")) {
                for (JsonNode arrow : element.path("outputs")) {
                    if (reaches(arrow.path("elementId").asText(), wanted, passed)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
