package dev.penstock.domain.dataset;

import dev.penstock.domain.validation.Label;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dataset as a person sends it, unchecked. All three are required, on creation and on replacement. */
public record DatasetDraft(
        @Nullable String name,
        @Nullable Boolean enable,
        @Nullable List<@Nullable DatasetFilterDraft> filters) {
    private static final int MOST_FILTERS = 20;

    /** Everything that is wrong with this draft; none when a dataset can be made of it. */
    public List<Violation> violations() {
        Violations violations = new Violations();
        check(violations);
        return violations.all();
    }

    /** The filters that nothing is wrong with. */
    List<DatasetFilter> check(Violations violations) {
        Label.check(Path.of("name"), name, violations);
        violations.required(Path.of("enable"), enable);
        Path at = Path.of("filters");
        List<DatasetFilter> checked = new ArrayList<>();
        if (filters == null || filters.size() > MOST_FILTERS) {
            violations.required(at, filters);
            violations.atMost(at, filters, MOST_FILTERS);
            return checked;
        }
        for (int i = 0; i < filters.size(); i++) {
            DatasetFilterDraft filter = filters.get(i);
            if (filter == null) {
                violations.required(at.index(i), filter);
            } else {
                filter.check(at.index(i), violations).ifPresent(checked::add);
            }
        }
        return checked;
    }
}
