package dev.penstock.http.management.customprovider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.http.management.edge.Findings;
import dev.penstock.http.management.edge.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers as the contract writes them: a text that is a JSON object of header names and values. */
final class HeadersText {
    static final Path AT = Findings.BODY.key("headers");

    private HeadersText() {}

    /** The headers by name. What is wrong is noted, without the text itself: it may hold a credential. */
    static Given<Map<String, String>> read(Given<String> sent, Findings findings) {
        if (!(sent instanceof Given.Sent<String>(String text))) {
            return sent.isOmitted() ? Given.omitted() : Given.of(null);
        }
        if (text.isEmpty()) {
            return Given.of(null);
        }
        JsonNode tree = JsonText.read(text.getBytes(StandardCharsets.UTF_8), AT, findings);
        if (tree == null || findings.touch(AT)) {
            return Given.omitted();
        }
        if (!tree.isObject()) {
            findings.add(AT, "Expected a JSON object of header names and values");
            return Given.omitted();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        tree.properties().forEach(member -> {
            if (member.getValue().isTextual()) {
                headers.put(member.getKey(), member.getValue().asText());
            } else {
                findings.add(AT.key(member.getKey()), "Expected string");
            }
        });
        return Given.of(headers);
    }
}
