package dev.penstock.domain.customprovider;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** US dollars for one of each kind, where a provider charges them apart. */
public record TokenPricing(Map<Kind, BigDecimal> rates) {
    /** In the order in which they are written. */
    public enum Kind {
        INPUT_AUDIO_TOKENS,
        INPUT_CACHE_CREATION_TOKENS,
        INPUT_CACHED_TOKENS,
        INPUT_IMAGE_COUNT,
        INPUT_IMAGE_TOKENS,
        INPUT_TEXT_TOKENS,
        INPUT_TOKENS,
        INPUT_VIDEO_TOKENS,
        OUTPUT_IMAGE_COUNT,
        OUTPUT_REASONING_TOKENS,
        OUTPUT_TOKENS,
        TOTAL_TOKENS;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TokenPricing {
        Map<Kind, BigDecimal> copy = new EnumMap<>(Kind.class);
        copy.putAll(rates);
        rates = Collections.unmodifiableMap(copy);
    }

    public @Nullable BigDecimal rate(Kind kind) {
        return rates.get(kind);
    }
}
