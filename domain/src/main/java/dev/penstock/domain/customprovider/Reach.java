package dev.penstock.domain.customprovider;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What traffic needs to know of a custom provider. One that is not enabled gets none. */
public record Reach(CustomSlug slug, ProviderUrl baseUrl, ExtraHeaders headers, boolean enabled) {
    /** The path of the OpenAI-shaped chat endpoint below the base URL (data plane endpoints, section 7). */
    public String chatPath() {
        return baseUrl.isBare() ? "/v1/chat/completions" : "/chat/completions";
    }

    /** What a person sends. */
    public record Draft(
            Given<String> slug, Given<String> baseUrl, Given<Map<String, String>> headers, Given<Boolean> enable) {
        void check(boolean isNew, Violations violations) {
            Presentation.required(Path.of("slug"), slug, isNew, violations);
            Presentation.required(Path.of("base_url"), baseUrl, isNew, violations);
            if (slug instanceof Given.Sent<String>(String sent) && !CustomSlug.isValid(sent)) {
                violations.add(Path.of("slug"), CustomSlug.FORM_WANTED);
            }
            if (baseUrl instanceof Given.Sent<String>(String sent) && !ProviderUrl.isValid(sent)) {
                violations.length(Path.of("base_url"), sent, 0, ProviderUrl.LONGEST);
                if (sent.length() <= ProviderUrl.LONGEST) {
                    violations.add(Path.of("base_url"), ProviderUrl.FORM_WANTED);
                }
            }
            if (headers instanceof Given.Sent<Map<String, String>>(Map<String, String> sent)) {
                ExtraHeaders.check(Path.of("headers"), sent, violations);
            }
        }

        /** Of a checked draft. */
        Reach reach(@Nullable Reach kept) {
            CustomSlug nextSlug = slug.<CustomSlug>map(CustomSlug::new).over(kept == null ? null : kept.slug);
            ProviderUrl nextUrl = baseUrl.<ProviderUrl>map(ProviderUrl::new).over(kept == null ? null : kept.baseUrl);
            ExtraHeaders nextHeaders =
                    headers.<ExtraHeaders>map(ExtraHeaders::of).over(kept == null ? null : kept.headers);
            return new Reach(
                    Objects.requireNonNull(nextSlug),
                    Objects.requireNonNull(nextUrl),
                    nextHeaders == null ? ExtraHeaders.NONE : nextHeaders,
                    Boolean.TRUE.equals(enable.over(kept != null && kept.enabled)));
        }
    }
}
