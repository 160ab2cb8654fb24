package dev.penstock.domain.customprovider;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.provider.ProviderId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The custom providers that traffic can reach now, each with its costs. */
public final class CustomProviderBook {
    /** Heaviest first; of two that weigh the same, the newer one. */
    private static final Comparator<CustomCost> ORDER = Comparator.<CustomCost>comparingInt(
                    cost -> cost.rule().weight())
            .thenComparing(CustomCost::createdAt)
            .thenComparing(cost -> cost.id().value())
            .reversed();

    public static final CustomProviderBook EMPTY = new CustomProviderBook(List.of(), List.of());

    private record Entry(CustomProvider provider, List<CustomCost> costs) {}

    private final Map<AccountId, Map<String, Entry>> entries = new HashMap<>();

    public CustomProviderBook(List<CustomProvider> providers, List<CustomCost> costs) {
        Map<CustomProviderId, List<CustomCost>> byProvider = costs.stream()
                .filter(CustomCost::enabled)
                .sorted(ORDER)
                .collect(Collectors.groupingBy(CustomCost::provider));
        for (CustomProvider provider : providers) {
            if (provider.reach().enabled()) {
                entries.computeIfAbsent(provider.account(), account -> new HashMap<>())
                        .put(
                                provider.slug().trafficName().slug(),
                                new Entry(provider, byProvider.getOrDefault(provider.id(), List.of())));
            }
        }
    }

    /**
     * The account's provider that traffic knows by this name; null when there is none.
     *
     * @param trafficName with {@code custom-} before its slug
     */
    public @Nullable CustomProvider find(AccountId account, String trafficName) {
        Entry entry = entry(account, trafficName);
        return entry == null ? null : entry.provider;
    }

    /**
     * What this usage cost: by the model that answered, else by the one that was asked for; null when no cost is for either.
     */
    public @Nullable Cost cost(
            AccountId account,
            ProviderId provider,
            @Nullable String answered,
            @Nullable String asked,
            TokenUsage usage) {
        Entry entry = entry(account, provider.slug());
        if (entry == null) {
            return null;
        }
        Price price = price(entry, answered);
        if (price == null) {
            price = price(entry, asked);
        }
        return price == null ? null : price.cost(usage);
    }

    /** The price of a custom provider's model; null when no cost is for it. */
    public @Nullable Price price(AccountId account, ProviderId provider, @Nullable String model) {
        Entry entry = entry(account, provider.slug());
        return entry == null ? null : price(entry, model);
    }

    /** What the account's models cost whose costs name them whole, by provider (as traffic knows it) and model. */
    public SortedMap<String, SortedMap<String, Price>> exactPrices(AccountId account) {
        SortedMap<String, SortedMap<String, Price>> found = new TreeMap<>();
        entries.getOrDefault(account, Map.of()).forEach((name, entry) -> {
            for (CustomCost cost : entry.costs) {
                Price price = cost.rule().kind() == ModelRule.Kind.EQUALS
                        ? cost.charge().price()
                        : null;
                if (price != null) {
                    found.computeIfAbsent(name, provider -> new TreeMap<>())
                            .putIfAbsent(cost.rule().model(), price);
                }
            }
        });
        return found;
    }

    private @Nullable Entry entry(AccountId account, String trafficName) {
        Map<String, Entry> ofAccount = entries.get(account);
        return ofAccount == null ? null : ofAccount.get(trafficName);
    }

    private static @Nullable Price price(Entry entry, @Nullable String model) {
        if (model == null || model.isEmpty()) {
            return null;
        }
        for (CustomCost cost : entry.costs) {
            Price price = cost.rule().matches(model) ? cost.charge().price() : null;
            if (price != null) {
                return price;
            }
        }
        return null;
    }
}
