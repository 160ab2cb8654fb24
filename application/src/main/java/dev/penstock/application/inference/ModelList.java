package dev.penstock.application.inference;

import java.math.BigDecimal;
import java.util.List;

/**
 * The models that the unified API can be asked for by name.
 *
 * @param shipped those of the catalogue's providers; the same list as long as the process runs
 * @param own those of the account's own providers
 */
public record ModelList(List<Model> shipped, List<Model> own) {
    public ModelList {
        shipped = List.copyOf(shipped);
        own = List.copyOf(own);
    }

    /**
     * A model that has a price, in US dollars per token.
     *
     * @param id as the unified API takes it
     * @param owner the provider's slug
     */
    public record Model(String id, String owner, BigDecimal input, BigDecimal output) {}
}
