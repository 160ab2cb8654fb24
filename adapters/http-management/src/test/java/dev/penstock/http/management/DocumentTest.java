package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.penstock.application.port.Await;
import dev.penstock.domain.dataset.DatasetField;
import dev.penstock.domain.log.LogField;
import dev.penstock.http.management.edge.ApiDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentTest {
    private final Server server = new Server();
    private final JsonNode document;

    DocumentTest() throws IOException {
        document = new YAMLMapper().readTree(ApiDocument.load().text().getBytes());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void every_operation_in_the_document_has_a_route_and_every_route_is_in_the_document() {
        assertThat(server.endpoint.operations())
                .extracting(operation -> operation.method() + " " + operation.path())
                .containsExactlyInAnyOrderElementsOf(ApiDocument.load().operations());
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
    void answers_are_as_it_says() throws IOException {
        server.logs.append(List.of(SampleLogs.row(SampleLogs.full(1, "m"), SampleLogs.part("{}"), null)));
        server.logs.append(List.of(SampleLogs.row(SampleLogs.bare(2))));
        JsonNode whole = SampleGateways.tree(SampleGateways.OPTIONAL)
                .setAll(SampleGateways.tree(SampleGateways.gateway("whole")));

        assertFits("Gateway", server.post("/gateways", whole.toString()).result());
        assertFits(
                "Gateway",
                server.post("/gateways", SampleGateways.gateway("main")).result());
        server.get("/gateways/main/logs").result().forEach(log -> assertFits("Log", log));
        assertFits(
                "LogDetail",
                server.get("/gateways/main/logs/" + SampleLogs.key(1).id()).result());
        assertFits(
                "LogDetail",
                server.get("/gateways/main/logs/" + SampleLogs.key(2).id()).result());
        JsonNode dataset = server.post("/gateways/main/datasets", SampleDatasets.dataset("some"))
                .result();
        assertFits("Dataset", dataset);
        server.get("/evaluation-types").result().forEach(type -> assertFits("EvaluationType", type));
        JsonNode evaluation = server.post("/gateways/main/evaluations", SampleDatasets.evaluation("first", dataset))
                .result();
        assertFits("Evaluation", evaluation);
        server.runner.start();
        Await.until("it is processed", () -> server.evaluations.nextUnfinished().isEmpty());
        assertFits(
                "Evaluation",
                server.get("/gateways/main/evaluations/" + evaluation.path("id").asText())
                        .result());
        assertFits("PageFacts", server.get("/gateways").body().path("result_info"));
        assertFits("Refusal", server.get("/gateways?page=x").body());
        assertFits("Refusal", server.get("/gateways/nobody").body());
        assertFits("Readiness", server.send(server.request("/readyz")).body());
    }

    private void assertFits(String schema, JsonNode answer) {
        String reference = "{\"$ref\": \"#/components/schemas/%s\", \"components\": %s}"
                .formatted(schema, document.path("components"));
        List<Error> errors;
        try {
            errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new ObjectMapper().readTree(reference))
                    .validate(answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(errors).as(schema + " " + answer).isEmpty();
    }
}
