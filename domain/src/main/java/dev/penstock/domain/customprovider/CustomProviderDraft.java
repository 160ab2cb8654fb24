package dev.penstock.domain.customprovider;

import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.util.List;

/** A custom provider as a person sends it, unchecked: all that is required for a new one, or only what changes. */
public record CustomProviderDraft(Reach.Draft reach, Presentation.Draft presentation) {
    /** Everything that is wrong with this draft. */
    public List<Violation> violations(boolean isNew) {
        Violations violations = new Violations();
        check(isNew, violations);
        return violations.all();
    }

    void check(boolean isNew, Violations violations) {
        presentation.check(isNew, violations);
        reach.check(isNew, violations);
    }
}
