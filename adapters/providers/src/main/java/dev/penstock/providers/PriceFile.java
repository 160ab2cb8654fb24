package dev.penstock.providers;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of prices: the shipped {@code model-prices.json}, or an operator's file of the same form. Amounts keep their
 * decimal digits.
 */
public final class PriceFile {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private PriceFile() {}

    public static PriceBook shipped() {
        try (InputStream in = PriceFile.class.getResourceAsStream("model-prices.json")) {
            return book(JSON.readTree(Objects.requireNonNull(in, "model-prices.json is not on the class path")));
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped model-prices.json cannot be read", e);
        }
    }

    /** An operator's own table, which replaces the shipped one whole. Fails with words for the operator. */
    public static PriceBook at(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            JsonNode root = JSON.readTree(in);
            if (!root.path("models").isArray()) {
                throw new IllegalArgumentException(
                        "the price file %s has no list named 'models'; take the shipped model-prices.json as a pattern"
                                .formatted(file));
            }
            return book(root);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("the price file %s is not there".formatted(file), e);
        } catch (BrokenEntryException e) {
            throw new IllegalArgumentException(
                    "the price file %s: %s; take the shipped model-prices.json as a pattern"
                            .formatted(file, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the price file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static PriceBook book(JsonNode root) {
        Map<PriceBook.Entry, Price> prices = new HashMap<>();
        int number = 0;
        for (JsonNode row : root.path("models")) {
            number++;
            try {
                PriceBook.Entry entry = new PriceBook.Entry(
                        new ProviderId(row.path("provider").asText()),
                        new ModelName(row.path("model").asText()));
                prices.put(
                        entry,
                        new Price(
                                rates(row, row),
                                tiers(row),
                                count("max_output_tokens", row),
                                row.path("assistant_prefill").asBoolean(false)));
            } catch (IllegalArgumentException wrong) {
                throw new BrokenEntryException(number, row, wrong);
            }
        }
        return new PriceBook(prices);
    }

    /** Says which entry is wrong, and how. */
    private static final class BrokenEntryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenEntryException(int number, JsonNode row, IllegalArgumentException wrong) {
            super(
                    "entry %d (%s %s): %s"
                            .formatted(
                                    number,
                                    row.path("provider").asText("no provider"),
                                    row.path("model").asText("no model"),
                                    wrong.getMessage()),
                    wrong);
        }
    }

    private static List<Price.Tier> tiers(JsonNode row) {
        List<Price.Tier> tiers = new ArrayList<>();
        row.path("above")
                .properties()
                .forEach(tier -> tiers.add(new Price.Tier(threshold(tier.getKey()), rates(tier.getValue(), row))));
        return tiers;
    }

    private static long threshold(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'above' names a number of tokens, not '%s'".formatted(text), e);
        }
    }

    private static @Nullable Long count(String name, JsonNode row) {
        JsonNode value = row.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new IllegalArgumentException("'%s' must be a number of tokens, not %s".formatted(name, value));
        }
        return value.longValue();
    }

    /** A tier names the rates that differ; the others stay. */
    private static Price.Rates rates(JsonNode node, JsonNode fallback) {
        return new Price.Rates(
                required("input", node, fallback),
                required("output", node, fallback),
                amount("cache_read", node, fallback),
                amount("cache_write", node, fallback));
    }

    private static BigDecimal required(String name, JsonNode node, JsonNode fallback) {
        BigDecimal amount = amount(name, node, fallback);
        if (amount == null) {
            throw new IllegalArgumentException("'%s' is missing".formatted(name));
        }
        return amount;
    }

    private static @Nullable BigDecimal amount(String name, JsonNode node, JsonNode fallback) {
        JsonNode value = node.has(name) ? node.get(name) : fallback.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || value.decimalValue().signum() < 0) {
            throw new IllegalArgumentException("'%s' must be a number of US dollars, not %s".formatted(name, value));
        }
        return value.decimalValue();
    }
}
