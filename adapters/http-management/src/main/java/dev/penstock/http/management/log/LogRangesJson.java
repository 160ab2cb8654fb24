package dev.penstock.http.management.log;

import dev.penstock.domain.log.LogRanges;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ranges as they stand beside the facts of a page; what is not known is left out. */
final class LogRangesJson {
    private LogRangesJson() {}

    static Map<String, Object> of(LogRanges ranges) {
        Map<String, Object> facts = new LinkedHashMap<>();
        put(facts, "cost", ranges.cost());
        put(facts, "duration", ranges.duration());
        put(facts, "tokens_in", ranges.tokensIn());
        put(facts, "tokens_out", ranges.tokensOut());
        put(facts, "total_tokens", ranges.totalTokens());
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, LogRanges.@Nullable Range range) {
        if (range != null) {
            facts.put("min_" + name, digits(range.least()));
            facts.put("max_" + name, digits(range.most()));
        }
    }

    /** Whole numbers without a fraction. */
    private static BigDecimal digits(double value) {
        BigDecimal digits = BigDecimal.valueOf(value).stripTrailingZeros();
        return digits.scale() < 0 ? digits.setScale(0) : digits;
    }
}
