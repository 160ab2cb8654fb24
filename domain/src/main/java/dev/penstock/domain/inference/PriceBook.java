package dev.penstock.domain.inference;

import dev.penstock.domain.provider.InferenceProfile;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The known prices of models. A model that is not in the book has no price, which is not the same as costing nothing. */
public final class PriceBook {
    public static final PriceBook EMPTY = new PriceBook(Map.of());

    private final Map<ProviderId, Map<ModelName, Price>> prices = new HashMap<>();

    /** A provider's model. */
    public record Entry(ProviderId provider, ModelName model) {}

    public PriceBook(Map<Entry, Price> prices) {
        prices.forEach((entry, price) -> this.prices
                .computeIfAbsent(entry.provider, provider -> new HashMap<>())
                .put(entry.model, price));
    }

    /** Every model that has a price, by provider and then by name. */
    public List<Entry> entries() {
        return prices.entrySet().stream()
                .flatMap(ofProvider ->
                        ofProvider.getValue().keySet().stream().map(model -> new Entry(ofProvider.getKey(), model)))
                .sorted(Comparator.comparing((Entry entry) -> entry.provider.slug())
                        .thenComparing(entry -> entry.model.value()))
                .toList();
    }

    public @Nullable Price price(ProviderId provider, ModelName model) {
        Map<ModelName, Price> models = prices.get(provider);
        return models == null ? null : models.get(model);
    }

    /**
     * What this usage cost: by the price of the model that answered, else by that of the model that was asked for; null
     * when neither has one.
     */
    public @Nullable Cost cost(
            ProviderId provider, @Nullable String answered, @Nullable String asked, TokenUsage usage) {
        Price price = find(provider, answered);
        if (price == null) {
            price = find(provider, asked);
        }
        return price == null ? null : price.cost(usage);
    }

    /** Whether a model is known to go on from a beginning of its answer that it is given. */
    public boolean goesOn(ProviderId provider, @Nullable String model) {
        Price price = find(provider, model);
        return price != null && price.prefill();
    }

    /** The price of a model as a request names it; null when it has none. */
    public @Nullable Price find(ProviderId provider, @Nullable String model) {
        if (model == null || model.isEmpty()) {
            return null;
        }
        return provider.equals(InferenceProfile.BEDROCK)
                ? bedrockPrice(InferenceProfile.shortName(model))
                : price(provider, ModelName.cut(model));
    }

    /** A profile that has no price of its own costs what the model behind it costs. */
    private @Nullable Price bedrockPrice(String name) {
        if (name.isEmpty()) {
            return null;
        }
        Price own = price(InferenceProfile.BEDROCK, ModelName.cut(name));
        String behind = InferenceProfile.modelBehind(name);
        return own != null || behind == null ? own : price(InferenceProfile.BEDROCK, ModelName.cut(behind));
    }
}
