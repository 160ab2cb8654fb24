package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where traces and usage events about the traffic go. Null: nowhere, and nothing was asked for. */
public record ExportPolicy(
        @Nullable List<OtelTarget> otel, @Nullable StripeUsage stripe) {
    public static final ExportPolicy NONE = new ExportPolicy(null, null);

    private static final int MOST_TARGETS = 5;

    public ExportPolicy {
        otel = otel == null ? null : List.copyOf(otel);
    }

    /** What a person sends. */
    public record Draft(Given<List<OtelTarget.Draft>> otel, Given<StripeUsage.Draft> stripe) {
        public static final Draft OMITTED = new Draft(Given.omitted(), Given.omitted());

        void check(Violations violations) {
            Path path = Path.of("otel");
            if (otel instanceof Given.Sent<List<OtelTarget.Draft>>(List<OtelTarget.Draft> targets)) {
                violations.atMost(path, targets, MOST_TARGETS);
                for (int i = 0; i < targets.size(); i++) {
                    targets.get(i).check(path.index(i), violations);
                }
            }
            if (stripe instanceof Given.Sent<StripeUsage.Draft>(StripeUsage.Draft draft)) {
                draft.check(Path.of("stripe"), violations);
            }
        }

        ExportPolicy policy(ExportPolicy kept) {
            return new ExportPolicy(
                    otel.map(targets -> targets.stream()
                                    .map(OtelTarget.Draft::target)
                                    .toList())
                            .over(kept.otel),
                    stripe.map(StripeUsage.Draft::usage).over(kept.stripe));
        }
    }
}
