package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.StatedCost;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code cf-aig-custom-cost} (observability, section 1.5): a JSON object of US dollars per token, or with {@code
 * total_cost} alone of US dollars in all. Unknown members are passed over; with a wrong amount nothing counts.
 */
final class CustomCostHeader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String IN = "per_token_in";
    private static final String OUT = "per_token_out";
    private static final String TOTAL = "total_cost";

    private CustomCostHeader() {}

    static @Nullable StatedCost parse(String header) {
        Map<String, BigDecimal> amounts = amounts(header);
        if (amounts == null) {
            return null;
        }
        BigDecimal total = amounts.get(TOTAL);
        if (total != null) {
            return new StatedCost.Total(total);
        }
        return amounts.containsKey(IN) || amounts.containsKey(OUT)
                ? new StatedCost.PerToken(
                        amounts.getOrDefault(IN, BigDecimal.ZERO),
                        amounts.getOrDefault(OUT, BigDecimal.ZERO),
                        amounts.get("per_cache_read_token"),
                        amounts.get("per_cache_write_token"))
                : null;
    }

    private static @Nullable Map<String, BigDecimal> amounts(String header) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(header)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isNumeric()) {
                    BigDecimal amount = parser.getDecimalValue();
                    if (amount.signum() < 0 || !Metadata.Value.Numeric.isFinite(amount)) {
                        return null;
                    }
                    amounts.put(name, amount);
                } else if (value != JsonToken.VALUE_NULL) {
                    return null;
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT ? amounts : null;
        } catch (IOException notJson) {
            return null;
        }
    }
}
