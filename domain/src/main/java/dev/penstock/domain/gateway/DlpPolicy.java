package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data loss prevention in the two forms of the contract. The form that was sent is the form that is kept and shown. */
public sealed interface DlpPolicy {
    boolean enabled();

    /** The older form: one action for every profile, on requests and responses. */
    record Simple(boolean enabled, Action action, List<String> profiles) implements DlpPolicy {
        public Simple {
            profiles = List.copyOf(profiles);
        }
    }

    /** The newer form: rules of their own. */
    record Ruled(boolean enabled, List<Rule> rules) implements DlpPolicy {
        public Ruled {
            rules = List.copyOf(rules);
        }
    }

    /** One rule of the newer form. */
    record Rule(String id, boolean enabled, Action action, List<Check> checks, List<String> profiles) {
        public Rule {
            checks = List.copyOf(checks);
            profiles = List.copyOf(profiles);
        }
    }

    /** What a match leads to. */
    enum Action {
        FLAG,
        BLOCK
    }

    /** Which side of the traffic is looked at. */
    enum Check {
        REQUEST,
        RESPONSE
    }

    /** What a person sends: either form. Rules ({@code policies}) make it the newer one. */
    record Draft(
            @Nullable Boolean enabled,
            @Nullable String action,
            @Nullable List<String> profiles,
            @Nullable List<RuleDraft> policies) {
        void check(Path path, Violations violations) {
            violations.required(path.key("enabled"), enabled);
            if (policies == null) {
                checkAction(path, action, violations);
                violations.required(path.key("profiles"), profiles);
                return;
            }
            for (int i = 0; i < policies.size(); i++) {
                policies.get(i).check(path.key("policies").index(i), violations);
            }
        }

        DlpPolicy policy() {
            boolean on = Boolean.TRUE.equals(enabled);
            if (policies != null) {
                return new Ruled(on, policies.stream().map(RuleDraft::rule).toList());
            }
            return new Simple(
                    on,
                    Choice.of(action, Action.class, Violations.Case.UPPER),
                    profiles == null ? List.of() : profiles);
        }

        private static void checkAction(Path path, @Nullable String action, Violations violations) {
            violations.required(path.key("action"), action);
            violations.oneOf(path.key("action"), action, Action.class, Violations.Case.UPPER);
        }
    }

    /** One rule as a person sends it. */
    record RuleDraft(
            @Nullable String id,
            @Nullable Boolean enabled,
            @Nullable String action,
            @Nullable List<String> check,
            @Nullable List<String> profiles) {
        void check(Path path, Violations violations) {
            violations.required(path.key("id"), id);
            violations.required(path.key("enabled"), enabled);
            Draft.checkAction(path, action, violations);
            violations.required(path.key("profiles"), profiles);
            List<String> sides = violations.required(path.key("check"), check).orElse(List.of());
            for (int i = 0; i < sides.size(); i++) {
                violations.oneOf(path.key("check").index(i), sides.get(i), Check.class, Violations.Case.UPPER);
            }
        }

        Rule rule() {
            return new Rule(
                    id == null ? "" : id,
                    Boolean.TRUE.equals(enabled),
                    Choice.of(action, Action.class, Violations.Case.UPPER),
                    Choice.all(check == null ? List.of() : check, Check.class, Violations.Case.UPPER),
                    profiles == null ? List.of() : profiles);
        }
    }
}
