package dev.penstock.domain.providerconfig;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The new value of a secret, as a person sends it. What is wrong with it is said without repeating any of it. */
public record SecretDraft(@Nullable Secret secret) {
    private static final int LONGEST = 16 * 1024;
    private static final Path SECRET = Path.of("secret");

    /** The secret, or everything that is wrong with it. */
    public Validated<Secret> validated() {
        Violations violations = new Violations();
        violations.required(SECRET, secret);
        check(secret, violations);
        return violations.unlessAny(() -> Objects.requireNonNull(secret));
    }

    /** Everything that is wrong with this draft. */
    public List<Violation> violations() {
        return switch (validated()) {
            case Validated.Valid<Secret> sound -> List.of();
            case Validated.Invalid<Secret>(List<Violation> violations) -> violations;
        };
    }

    static void check(@Nullable Secret secret, Violations violations) {
        if (secret == null) {
            return;
        }
        String text = secret.reveal();
        violations.length(SECRET, text, 1, LONGEST);
        // Half a character would be kept as another one, and be refused by the provider much later.
        if (text.isBlank() || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            violations.add(SECRET, "Invalid");
        }
    }
}
