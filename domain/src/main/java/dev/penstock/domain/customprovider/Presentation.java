package dev.penstock.domain.customprovider;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a custom provider is shown to people. What was never written is null. */
public record Presentation(
        String name,
        boolean beta,
        @Nullable Integer position,
        @Nullable String description,
        @Nullable String link,
        @Nullable String logo,
        @Nullable String curlExample,
        @Nullable String jsExample) {
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_DESCRIPTION = 4096;
    private static final int LONGEST_LINK = 2048;
    private static final int LONGEST_EXAMPLE = 16_384;
    private static final int LONGEST_LOGO = 65_536;

    /** What a person sends. */
    public record Draft(
            Given<String> name,
            Given<Boolean> beta,
            Given<Long> position,
            Given<String> description,
            Given<String> link,
            Given<String> logo,
            Given<String> curlExample,
            Given<String> jsExample) {
        /** Nothing but a name. */
        public static Draft named(String name) {
            return new Draft(
                    Given.of(name),
                    Given.omitted(),
                    Given.omitted(),
                    Given.omitted(),
                    Given.omitted(),
                    Given.omitted(),
                    Given.omitted(),
                    Given.omitted());
        }

        void check(boolean isNew, Violations violations) {
            required(Path.of("name"), name, isNew, violations);
            violations.length(Path.of("name"), name.orNull(), 1, LONGEST_NAME);
            violations.between(Path.of("position"), position.orNull(), 0, Integer.MAX_VALUE);
            violations.length(Path.of("description"), description.orNull(), 0, LONGEST_DESCRIPTION);
            violations.length(Path.of("link"), link.orNull(), 0, LONGEST_LINK);
            violations.length(Path.of("logo"), logo.orNull(), 0, LONGEST_LOGO);
            violations.length(Path.of("curl_example"), curlExample.orNull(), 0, LONGEST_EXAMPLE);
            violations.length(Path.of("js_example"), jsExample.orNull(), 0, LONGEST_EXAMPLE);
        }

        /** Of a checked draft. */
        Presentation presentation(@Nullable Presentation kept) {
            return new Presentation(
                    Objects.requireNonNull(name.over(kept == null ? null : kept.name)),
                    Boolean.TRUE.equals(beta.over(kept != null && kept.beta)),
                    position.<Integer>map(Long::intValue).over(kept == null ? null : kept.position),
                    description.over(kept == null ? null : kept.description),
                    link.over(kept == null ? null : kept.link),
                    logo.over(kept == null ? null : kept.logo),
                    curlExample.over(kept == null ? null : kept.curlExample),
                    jsExample.over(kept == null ? null : kept.jsExample));
        }
    }

    /** What a new thing must have, and what a change may leave out but not clear. */
    static void required(Path path, Given<?> given, boolean isNew, Violations violations) {
        if (isNew || !given.isOmitted()) {
            violations.required(path, given.orNull());
        }
    }
}
