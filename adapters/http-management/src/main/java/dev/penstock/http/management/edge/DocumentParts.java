package dev.penstock.http.management.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The files that the document is written in, one for each kind of thing, read into one. No two may say the same. */
final class DocumentParts {
    static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private static final String FOLDER = "/dev/penstock/http/management/openapi/";

    /** In the order in which readers of the document meet them. */
    private static final List<String> PARTS = List.of(
            "shared",
            "gateways",
            "logs",
            "datasets",
            "evaluations",
            "routes",
            "provider_configs",
            "custom_providers",
            "custom_costs",
            "custom_domains",
            "billing",
            "tokens");

    private DocumentParts() {}

    static ObjectNode whole() {
        ObjectNode whole = YAML.createObjectNode();
        PARTS.forEach(part -> merge(read(part), whole, part));
        EdgeAnswers.addTo(whole);
        return whole;
    }

    private static void merge(ObjectNode part, ObjectNode into, String where) {
        for (Map.Entry<String, JsonNode> member : part.properties()) {
            String place = where + "/" + member.getKey();
            JsonNode there = into.get(member.getKey());
            if (there == null) {
                into.set(member.getKey(), member.getValue());
            } else if (there instanceof ObjectNode object && member.getValue() instanceof ObjectNode more) {
                merge(more, object, place);
            } else {
                throw new IllegalStateException("the document says this twice: " + place);
            }
        }
    }

    private static ObjectNode read(String part) {
        try (InputStream yaml = DocumentParts.class.getResourceAsStream(FOLDER + part + ".yaml")) {
            if (yaml == null) {
                throw new IllegalStateException("not on the class path: openapi/" + part + ".yaml");
            }
            return YAML.readValue(yaml, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi/" + part + ".yaml cannot be read", e);
        }
    }
}
