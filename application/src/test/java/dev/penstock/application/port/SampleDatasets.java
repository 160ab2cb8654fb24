package dev.penstock.application.port;

import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetDraft;
import dev.penstock.domain.dataset.DatasetField;
import dev.penstock.domain.dataset.DatasetFilterDraft;
import dev.penstock.domain.dataset.DatasetId;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogField;
import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Datasets to try things with. An instance makes as many as are asked for, the same ones for the same seed, with filters that
 * fit the entries of {@link SampleLogs}, in every way that they can be written.
 */
public final class SampleDatasets {
    private static final List<String> TEXTS = List.of(
            "gpt",
            "gpt-4o",
            "GPT-4o",
            "openai",
            "application/json",
            "json",
            "",
            "a\"b\\",
            "\u0001\n",
            "😀",
            "\uffff",
            "é");

    private final Random random;

    public SampleDatasets(long seed) {
        random = new Random(seed);
    }

    public static DatasetKey key(GatewayAddress gateway, int number) {
        return new DatasetKey(gateway, new DatasetId(new UUID(number, ~number)));
    }

    public static DatasetFilterDraft filter(String key, String operator, Object... values) {
        List<@Nullable Object> sent = new ArrayList<>(List.of(values));
        return new DatasetFilterDraft(key, operator, sent);
    }

    /** The {@code number}th, in this order of time, of the gateway of {@link SampleLogs}. */
    public static Dataset dataset(int number, String name, boolean enabled, DatasetFilterDraft... filters) {
        return define(key(SampleLogs.GATEWAY, number), name, enabled, List.of(filters));
    }

    /** One that chooses every log. */
    public static Dataset everything(GatewayAddress gateway, int number, String name) {
        return define(key(gateway, number), name, true, List.of());
    }

    private static Dataset define(
            DatasetKey key, String name, boolean enabled, List<? extends @Nullable DatasetFilterDraft> filters) {
        Instant created = SampleGateways.CREATED.plusMillis(key.id().value().getMostSignificantBits());
        DatasetDraft draft = new DatasetDraft(name, enabled, new ArrayList<>(filters));
        return switch (Dataset.define(key, draft, created)) {
            case Validated.Valid<Dataset>(Dataset dataset) -> dataset;
            case Validated.Invalid<Dataset> invalid -> throw new AssertionError("not a sample: " + invalid);
        };
    }

    /** A dataset with any filters there can be. */
    public Dataset dataset(int number) {
        List<DatasetFilterDraft> filters = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            filters.add(filter());
        }
        return dataset(number, "sample " + number, random.nextInt(8) > 0, filters.toArray(DatasetFilterDraft[]::new));
    }

    private DatasetFilterDraft filter() {
        DatasetField field = oneOf(List.of(DatasetField.values()));
        LogField.Kind kind = LogField.named(field.wireName()).orElseThrow().kind();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value(kind));
        }
        return new DatasetFilterDraft(field.wireName(), oneOf(List.of("eq", "contains", "lt", "gt")), values);
    }

    private Object value(LogField.Kind kind) {
        long millis = SampleLogs.START.toEpochMilli() + random.nextInt(50);
        return switch (kind) {
            case TEXT -> oneOf(List.<Object>of(oneOf(TEXTS), oneOf(TEXTS), new BigDecimal("1E+3"), true));
            case NUMBER ->
                oneOf(List.<Object>of(
                        new BigDecimal("0.10"),
                        new BigDecimal("3"),
                        "0.30000000000000004",
                        "1e0",
                        BigDecimal.ONE,
                        "0"));
            case FLAG -> oneOf(List.<Object>of(true, false, "true", "0", BigDecimal.ONE));
            case TIME ->
                oneOf(List.<Object>of(
                        new BigDecimal(millis),
                        Long.toString(millis),
                        Instant.ofEpochMilli(millis).toString()));
        };
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
