package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the contract can be asked for can be asked of us, in the same words. */
class WholeContractTest {
    private final Description contract = Contract.description();
    private final Description ours = OurDocument.description();

    static Set<String> operations() {
        return Contract.operations();
    }

    /** What refuses everything takes whatever is sent. */
    static Set<String> operationsThatCanSucceed() {
        return operations().stream()
                .filter(operation -> !OurDocument.description().at(operation).isObject()
                        || OurDocument.description()
                                .at(operation)
                                .path("responses")
                                .has("200"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_operation_of_the_contract_is_in_our_document() {
        assertThat(ours.operations()).containsAll(operations());
    }

    @ParameterizedTest
    @MethodSource("operationsThatCanSucceed")
    void every_operation_takes_the_parameters_that_the_contract_names(String operation) {
        assertThat(parameters(ours, operation, "path")).isEqualTo(parameters(contract, operation, "path"));
        assertThat(parameters(ours, operation, "query")).containsAll(parameters(contract, operation, "query"));
        assertThat(mustBeInQuery(ours, operation)).isEqualTo(mustBeInQuery(contract, operation));
    }

    @ParameterizedTest
    @MethodSource("operationsThatCanSucceed")
    void every_operation_takes_the_body_that_the_contract_describes(String operation) {
        JsonNode theirs = contract.at(operation).path("requestBody");
        JsonNode written = ours.resolve(ours.at(operation).path("requestBody")).at("/content/application~1json/schema");

        assertThat(written.isMissingNode()).isEqualTo(theirs.isMissingNode());
        assertThat(members(written, "required")).isEqualTo(members(theirs, "required"));
        assertThat(members(written, "properties")).containsAll(members(theirs, "properties"));
    }

    private static Set<String> mustBeInQuery(Description description, String operation) {
        return description
                .parameters(operation)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .filter(parameter -> parameter.path("required").asBoolean())
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> parameters(Description description, String operation, String in) {
        return description
                .parameters(operation)
                .filter(parameter -> parameter.path("in").asText().equals(in))
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a schema says under this keyword, together with the schema that it builds on. */
    private Set<String> members(JsonNode schema, String keyword) {
        JsonNode own = schema.path(keyword);
        Set<String> members = new TreeSet<>();
        own.fieldNames().forEachRemaining(members::add);
        own.forEach(name -> Stream.of(name)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .forEach(members::add));
        if (schema.has("$ref")) {
            members.addAll(members(ours.resolve(schema), keyword));
        }
        schema.path("allOf").forEach(part -> members.addAll(members(part, keyword)));
        return members;
    }
}
