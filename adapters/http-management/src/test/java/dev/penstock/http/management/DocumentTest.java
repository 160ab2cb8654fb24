package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.dataset.DatasetField;
import dev.penstock.domain.log.LogField;
import dev.penstock.http.management.edge.ApiDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentTest {
    private final Server server = new Server();
    private final JsonNode document = OurDocument.TREE;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void every_operation_in_the_document_has_a_route_and_every_route_is_in_the_document() {
        assertThat(server.endpoint.operations())
                .extracting(operation -> operation.method() + " " + operation.path())
                .containsExactlyInAnyOrderElementsOf(ApiDocument.shipped().operations());
    }

    @Test
    void every_reference_in_it_leads_somewhere() {
        List<JsonNode> references = document.findValues("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse());
    }

    @Test
    void it_knows_the_filter_keys_that_the_domain_knows() {
        List<String> keys = new ArrayList<>();
        document.at("/components/schemas/LogFilter/properties/key/enum").forEach(key -> keys.add(key.asText()));

        assertThat(keys)
                .containsExactlyElementsOf(
                        Arrays.stream(LogField.values()).map(LogField::wireName).toList());
    }

    @Test
    void it_knows_the_dataset_keys_that_the_domain_knows() {
        List<String> keys = new ArrayList<>();
        document.at("/components/schemas/DatasetFilter/properties/key/enum").forEach(key -> keys.add(key.asText()));

        assertThat(keys)
                .containsExactlyElementsOf(Arrays.stream(DatasetField.values())
                        .map(DatasetField::wireName)
                        .toList());
    }

    @Test
    void every_operation_says_what_a_reader_must_know() {
        List<String> tags = new ArrayList<>();
        document.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
        List<String> names = new ArrayList<>();

        forEachOperation((place, operation) -> {
            names.add(operation.path("operationId").asText());
            assertThat(operation.path("operationId").asText()).as(place).matches("[a-z][A-Za-z]+");
            assertThat(operation.path("summary").asText()).as(place).isNotBlank();
            assertThat(operation.path("tags")).as(place).hasSize(1);
            assertThat(tags).as(place).contains(operation.at("/tags/0").asText());
            // Nothing is sold here, so no operation of billing ever succeeds.
            boolean billing = operation.at("/tags/0").asText().equals("Billing");
            assertThat(operation.path("responses").has("200")).as(place).isEqualTo(!billing);
            assertThat(operation.path("responses").has("500")).as(place).isTrue();
            if (!operation.path("security").isEmpty() || !operation.has("security")) {
                assertThat(operation.path("responses").has("400")).as(place).isTrue();
                assertThat(operation.path("responses").has("403")).as(place).isTrue();
            }
        });

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void every_name_in_a_path_is_a_parameter_and_every_such_parameter_is_in_the_path() {
        forEachOperation((place, operation) -> {
            Set<String> inPath = new TreeSet<>();
            Pattern.compile("\\{([^}]*)}").matcher(place).results().forEach(name -> inPath.add(name.group(1)));

            assertThat(OurDocument.description().parameters(place))
                    .as(place)
                    .filteredOn(parameter -> parameter.path("in").asText().equals("path"))
                    .extracting(parameter -> parameter.path("name").asText())
                    .containsExactlyInAnyOrderElementsOf(inPath);
        });
    }

    @Test
    void its_examples_are_what_it_asks_for() {
        forEachOperation((place, operation) -> {
            JsonNode body = operation.at("/requestBody/content/application~1json");
            if (body.has("example")) {
                assertThat(OurDocument.description().violations(body.get("schema"), body.get("example")))
                        .as(place)
                        .isEmpty();
            }
        });
    }

    @Test
    void an_answer_that_it_does_not_describe_fails_the_test_that_got_it() {
        String gateways = Server.api("/gateways");
        JsonNode empty = SampleGateways.tree("{\"success\": true, \"result\": []}");

        assertThatThrownBy(() -> OurDocument.check(new Seen("GET", gateways, 418, "application/json", empty)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> OurDocument.check(new Seen("GET", gateways, 200, "text/html", empty)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> OurDocument.check(new Seen("GET", gateways, 200, "application/json", empty)))
                .hasMessageContaining("result_info");
    }

    private static void forEachOperation(BiConsumer<String, JsonNode> look) {
        ApiDocument.shipped()
                .operations()
                .forEach(operation ->
                        look.accept(operation, OurDocument.description().at(operation)));
    }
}
