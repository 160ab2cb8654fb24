package dev.penstock.http.management.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.domain.log.LogPatch;
import dev.penstock.domain.validation.Given;
import dev.penstock.http.management.edge.Call;
import dev.penstock.http.management.edge.Findings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants to add to a log entry. */
final class LogPatchReader {
    private LogPatchReader() {}

    /** Where the document found something wrong already, the rest is looked at too, so that all of it is heard at once. */
    static LogPatch.Draft read(Call call) {
        ObjectNode body = call.readableBody();
        LogPatch.Draft draft = new LogPatch.Draft(
                given(body, "feedback", JsonNode::decimalValue),
                given(body, "metadata", LogPatchReader::plain),
                given(body, "score", JsonNode::decimalValue));
        if (call.findings().any()) {
            call.findings().addUncovered(Findings.BODY, draft.violations());
            call.findings().refuse();
        }
        return draft;
    }

    private static <T> Given<T> given(ObjectNode body, String name, Function<JsonNode, T> value) {
        JsonNode sent = body.get(name);
        if (sent == null) {
            return Given.omitted();
        }
        return Given.of(sent.isNull() ? null : value.apply(sent));
    }

    private static Map<String, @Nullable Object> plain(JsonNode object) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        object.properties().forEach(member -> values.put(member.getKey(), LogQueryReader.plain(member.getValue())));
        return values;
    }
}
