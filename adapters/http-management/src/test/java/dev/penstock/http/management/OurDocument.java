package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.penstock.http.management.edge.ApiDocument;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The document that the server serves, which every answer of its operations must be described in. */
final class OurDocument {
    static final JsonNode TREE = load();

    private static final Description DOCUMENT = new Description(TREE);

    private OurDocument() {}

    static Description description() {
        return DOCUMENT;
    }

    /** Fails when an operation answers what the document does not say. */
    static void check(Seen answer) {
        JsonNode operation = DOCUMENT.operation(answer);
        if (operation.isMissingNode()) {
            return;
        }
        JsonNode response = DOCUMENT.resolve(operation.path("responses").path(Integer.toString(answer.status())));
        assertThat(response.isObject())
                .as("%s describes %s", operation.path("operationId").asText(), answer)
                .isTrue();
        JsonNode content = response.path("content");
        JsonNode described = content.path(content.has("*/*") ? "*/*" : answer.contentType());
        assertThat(described.isObject())
                .as(
                        "%s describes the content type of %s",
                        operation.path("operationId").asText(), answer)
                .isTrue();
        if (answer.isJson() && !answer.body().isMissingNode() && !content.has("*/*")) {
            assertThat(DOCUMENT.violations(described.path("schema"), answer.body()))
                    .as("%s", answer)
                    .isEmpty();
        }
    }

    private static JsonNode load() {
        try {
            return new YAMLMapper().readTree(ApiDocument.shipped().text().getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
