package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * The contract's own description of the management API, which every answer that a test gets is held against. It describes
 * some statuses of some operations; what it does not describe is not its business.
 */
final class Contract {
    private static final int NO_CREDENTIALS = 9106;
    private static final Description CONTRACT = new Description(load());

    private Contract() {}

    static Description description() {
        return CONTRACT;
    }

    /** Every operation that it knows, as {@code METHOD /path}. */
    static Set<String> operations() {
        return CONTRACT.operations();
    }

    /** Fails when the contract describes another answer than this one. */
    static void check(Seen answer) {
        if (isFrontDoor(answer.body()) || !answer.isJson() || answer.body().isMissingNode()) {
            return;
        }
        JsonNode described = CONTRACT.operation(answer).path("responses").path(Integer.toString(answer.status()));
        if (described.isObject() && !described.isEmpty()) {
            assertThat(CONTRACT.violations(described, answer.body()))
                    .as("%s", answer)
                    .isEmpty();
        }
    }

    /** Credentials are asked for before the contract's operations have a say, in a shape that all of Cloudflare's APIs share. */
    private static boolean isFrontDoor(JsonNode body) {
        return body.at("/errors/0/code").asInt() == NO_CREDENTIALS;
    }

    private static JsonNode load() {
        try (InputStream json = Contract.class.getResourceAsStream("contract.json")) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
