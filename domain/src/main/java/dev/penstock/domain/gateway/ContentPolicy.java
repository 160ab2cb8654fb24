package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import org.jspecify.annotations.Nullable;

/** What is looked for in the text of requests and responses. Null: nothing was asked for. */
public record ContentPolicy(
        @Nullable DlpPolicy dlp, @Nullable Guardrails guardrails) {
    public static final ContentPolicy NONE = new ContentPolicy(null, null);

    /** What a person sends. */
    public record Draft(Given<DlpPolicy.Draft> dlp, Given<Guardrails.Draft> guardrails) {
        public static final Draft OMITTED = new Draft(Given.omitted(), Given.omitted());

        void check(Violations violations) {
            if (dlp instanceof Given.Sent<DlpPolicy.Draft>(DlpPolicy.Draft draft)) {
                draft.check(Path.of("dlp"), violations);
            }
            if (guardrails instanceof Given.Sent<Guardrails.Draft>(Guardrails.Draft draft)) {
                draft.check(Path.of("guardrails"), violations);
            }
        }

        ContentPolicy policy(ContentPolicy kept) {
            return new ContentPolicy(
                    dlp.map(DlpPolicy.Draft::policy).over(kept.dlp),
                    guardrails.map(Guardrails.Draft::policy).over(kept.guardrails));
        }
    }
}
