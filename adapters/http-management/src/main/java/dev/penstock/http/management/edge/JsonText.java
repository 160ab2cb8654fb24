package dev.penstock.http.management.edge;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.validation.Path;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON that a stranger wrote. What cannot be read is found wrong, with the reason. */
public final class JsonText {
    /** JavaScript knows no larger numbers, and arithmetic on an exponent of billions would take all memory. */
    private static final int LARGEST_EXPONENT = 308;

    private static final String NOT_FINITE = "Number must be finite";

    private JsonText() {}

    /** The tree, or null once what is wrong has been noted. */
    public static @Nullable JsonNode read(byte[] json, Path at, Findings findings) {
        try (JsonParser parser = Wire.parser(json)) {
            return read(parser, at, findings);
        } catch (IOException e) {
            // Reading from memory only fails where bytes are no text in the encoding that they begin in.
            findings.add(at, "Invalid JSON: it is not readable as text");
            return null;
        }
    }

    private static @Nullable JsonNode read(JsonParser parser, Path at, Findings findings) throws IOException {
        try {
            if (parser.nextToken() == null) {
                findings.add(at, "Required");
                return null;
            }
            JsonNode tree = parser.readValueAsTree();
            if (parser.nextToken() != null) {
                findings.add(at, "Invalid JSON: there is more after its end");
                return null;
            }
            checkNumbers(tree, at, findings);
            return tree;
        } catch (StreamConstraintsException e) {
            findings.add(at, "Invalid JSON: it is nested too deeply, or a name or number in it is too long");
        } catch (JsonParseException e) {
            findings.add(at, reason(e, parser));
        } catch (NumberFormatException e) {
            // The exponent has too many digits to be one.
            findings.add(at, NOT_FINITE);
        }
        return null;
    }

    private static String reason(JsonParseException e, JsonParser parser) {
        if (e.getOriginalMessage().startsWith("Duplicate")) {
            return "Invalid JSON: duplicate key '%s'"
                    .formatted(parser.getParsingContext().getCurrentName());
        }
        return "Invalid JSON at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static void checkNumbers(JsonNode node, Path at, Findings findings) {
        if (node.isBigDecimal()) {
            long exponent =
                    (long) node.decimalValue().precision() - node.decimalValue().scale() - 1;
            if (Math.abs(exponent) > LARGEST_EXPONENT) {
                findings.add(at, NOT_FINITE);
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            checkNumbers(member.getValue(), at.key(member.getKey()), findings);
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                checkNumbers(node.get(i), at.index(i), findings);
            }
        }
    }
}
