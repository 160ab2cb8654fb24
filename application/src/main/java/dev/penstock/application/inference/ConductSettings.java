package dev.penstock.application.inference;

import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.inference.ConductOptions.Rescue;
import java.time.Duration;

/**
 * What an operator decides about the conduct under provider faults. The defaults apply to every request; what a request or a
 * step says in headers goes before them. What nobody says has a built-in default only where something else may take the place
 * of a bad answer: any other request is passed through as it is.
 *
 * @param defaults what the operator says; null components: not said
 * @param breaker when calls to a model of a provider are left out for a while
 */
public record ConductSettings(ConductOptions defaults, BreakerRule breaker) {
    public static final ConductSettings DEFAULTS = new ConductSettings(ConductOptions.NONE, BreakerRule.USUAL);

    private static final ConductOptions BUILT_IN = new ConductOptions(Rescue.OFF, null, Duration.ofSeconds(30));

    /**
     * What holds for a request or a step.
     *
     * @param asked what its headers say
     * @param guarded whether something else may take its place
     */
    public ConductOptions inForce(ConductOptions asked, boolean guarded) {
        ConductOptions said = asked.equals(ConductOptions.NONE) ? defaults : ConductOptions.layered(asked, defaults);
        return guarded ? ConductOptions.layered(said, BUILT_IN) : said;
    }
}
