package dev.penstock.application.inference;

import static dev.penstock.application.port.SampleProviderConfigs.CATALOG;
import static dev.penstock.application.port.SampleProviderConfigs.GATEWAY;
import static dev.penstock.application.port.SampleProviderConfigs.config;
import static dev.penstock.application.port.SampleProviderConfigs.draft;
import static dev.penstock.application.port.SampleProviderConfigs.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.problem.Problem;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.providerconfig.KeyBook;
import dev.penstock.domain.providerconfig.ProviderConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeyChoiceTest {
    private static final Provider OPENAI = CATALOG.bySlug("openai").orElseThrow();
    private static final Credential OPERATORS = Credential.plain(new Secret("operators"), "operator/openai");
    private static final AccessPolicy BYOK_ONLY =
            new AccessPolicy(null, true, null, null, AccessPolicy.BillingMode.POSTPAID);
    private static final ProviderConfig MAIN = config(GATEWAY, draft("openai", "main", true), secret("1", "one"));
    private static final ProviderConfig SPARE = config(GATEWAY, draft("openai", "spare", false), secret("2", "two"));
    private static final ProviderConfig RESERVED = config(GATEWAY, draft("openai", "later", false), secret("3", null));
    private static final KeyBook KEYS = KeyBook.of(List.of(MAIN, SPARE, RESERVED));
    private static final KeyChoice REQUIRED = new KeyChoice.Refused(new Problem.KeyRequired());

    /** A request that shows a gateway token and nothing else, with what differs from that. */
    private record Asking(KeyChoice.Question question, GatewayAddress gateway, KeyBook keys, AccessPolicy access) {
        static Asking plainly(Provider provider) {
            return new Asking(
                    new KeyChoice.Question(provider, false, true, null, false, null),
                    GATEWAY,
                    KeyBook.EMPTY,
                    AccessPolicy.OPEN);
        }

        Asking keys(KeyBook next) {
            return new Asking(question, gateway, next, access);
        }

        Asking at(GatewayAddress next) {
            return new Asking(question, next, keys, access);
        }

        Asking byokOnly() {
            return new Asking(question, gateway, keys, BYOK_ONLY);
        }

        private Asking with(boolean callerHasKey, boolean authenticated, @Nullable String alias, boolean noWholesale) {
            KeyChoice.Question next = new KeyChoice.Question(
                    question.provider(), callerHasKey, authenticated, alias, noWholesale, question.operators());
            return new Asking(next, gateway, keys, access);
        }

        Asking withCallersKey() {
            return with(true, question.authenticated(), question.alias(), question.noOperatorKey());
        }

        Asking withoutToken() {
            return with(question.callerHasKey(), false, question.alias(), question.noOperatorKey());
        }

        Asking alias(String alias) {
            return with(question.callerHasKey(), question.authenticated(), alias, question.noOperatorKey());
        }

        Asking noWholesale() {
            return with(question.callerHasKey(), question.authenticated(), question.alias(), true);
        }

        Asking operators() {
            KeyChoice.Question next = new KeyChoice.Question(
                    question.provider(),
                    question.callerHasKey(),
                    question.authenticated(),
                    question.alias(),
                    question.noOperatorKey(),
                    OPERATORS);
            return new Asking(next, gateway, keys, access);
        }

        KeyChoice choice() {
            return KeyChoice.of(question, gateway, keys, access);
        }
    }

    private static Asking openai() {
        return Asking.plainly(OPENAI);
    }

    private static Asking elsewhere() {
        return Asking.plainly(OPENAI.at("http://127.0.0.1:11434/v1"));
    }

    @Nested
    class The_callers_own_key {
        @Test
        void wins_over_everything() {
            Asking asking = openai().keys(KEYS).operators().withCallersKey();

            assertThat(asking.choice()).isEqualTo(new KeyChoice.Callers());
            assertThat(asking.alias("nobody").choice()).isEqualTo(new KeyChoice.Callers());
            assertThat(asking.withoutToken().byokOnly().noWholesale().choice()).isEqualTo(new KeyChoice.Callers());
        }
    }

    @Nested
    class A_stored_key {
        @Test
        void is_the_default_one_when_no_alias_is_named() {
            assertThat(openai().keys(KEYS).operators().choice()).isEqualTo(new KeyChoice.Stored(MAIN));
        }

        @Test
        void is_the_one_that_the_alias_names() {
            assertThat(openai().keys(KEYS).alias("spare").choice()).isEqualTo(new KeyChoice.Stored(SPARE));
        }

        @Test
        void does_not_mind_that_the_operators_is_forbidden() {
            assertThat(openai().keys(KEYS).byokOnly().noWholesale().choice()).isEqualTo(new KeyChoice.Stored(MAIN));
        }

        @Test
        void is_not_found_under_an_unknown_alias_and_nothing_takes_its_place() {
            assertThat(openai().keys(KEYS).operators().alias("Spare").choice())
                    .isEqualTo(new KeyChoice.Refused(new Problem.UnknownKeyAlias(
                            new ProviderId("openai"), "Spare", List.of("main", "spare", "later"))));
        }

        @Test
        void is_asked_for_as_default_where_there_is_no_default() {
            assertThat(openai().keys(KeyBook.of(List.of(SPARE))).operators().choice())
                    .isEqualTo(new KeyChoice.Refused(
                            new Problem.UnknownKeyAlias(new ProviderId("openai"), "default", List.of("spare"))));
        }

        @Test
        void whose_secret_is_missing_is_an_error_and_nothing_takes_its_place() {
            assertThat(openai().keys(KEYS).operators().alias("later").choice())
                    .isEqualTo(new KeyChoice.Refused(new Problem.KeyUnusable("no secret was sent for this key yet")));
        }

        @Test
        void is_for_requests_with_a_gateway_token_only_and_strangers_learn_no_aliases() {
            KeyChoice refused = new KeyChoice.Refused(new Problem.KeyNeedsToken(Problem.KeyOf.GATEWAY));

            assertThat(openai().keys(KEYS).withoutToken().choice()).isEqualTo(refused);
            assertThat(openai().keys(KEYS).withoutToken().alias("nobody").choice())
                    .isEqualTo(refused);
        }

        @Test
        void of_another_gateway_or_provider_does_not_count() {
            Asking other = openai().keys(KEYS).at(SampleGateways.address("other"));
            Provider anthropic = CATALOG.bySlug("anthropic").orElseThrow();

            assertThat(other.choice()).isEqualTo(REQUIRED);
            assertThat(Asking.plainly(anthropic).keys(KEYS).choice()).isEqualTo(REQUIRED);
        }
    }

    @Nested
    class The_operators_key {
        @Test
        void is_used_where_the_gateway_has_none() {
            assertThat(openai().operators().choice()).isEqualTo(new KeyChoice.Operators(OPERATORS));
        }

        @Test
        void is_used_whatever_the_alias_when_the_gateway_has_none() {
            assertThat(openai().operators().alias("spare").choice()).isEqualTo(new KeyChoice.Operators(OPERATORS));
        }

        @Test
        void is_not_used_when_gateway_or_caller_forbids_it() {
            assertThat(openai().operators().byokOnly().choice()).isEqualTo(REQUIRED);
            assertThat(openai().operators().noWholesale().choice()).isEqualTo(REQUIRED);
            assertThat(elsewhere().operators().byokOnly().choice()).isEqualTo(REQUIRED);
        }

        @Test
        void is_for_requests_with_a_gateway_token_only() {
            assertThat(openai().operators().withoutToken().choice())
                    .isEqualTo(new KeyChoice.Refused(new Problem.KeyNeedsToken(Problem.KeyOf.OPERATOR)));
        }
    }

    @Nested
    class No_key {
        @Test
        void is_an_error_at_a_public_address() {
            assertThat(openai().choice()).isEqualTo(REQUIRED);
            assertThat(openai().withoutToken().choice()).isEqualTo(REQUIRED);
        }

        @Test
        void is_fine_at_an_address_of_the_operators_choice() {
            assertThat(elsewhere().choice()).isEqualTo(new KeyChoice.None());
            assertThat(elsewhere().withoutToken().choice()).isEqualTo(new KeyChoice.None());
        }

        @Test
        void is_never_enough_where_gateway_or_caller_insist_on_one() {
            assertThat(elsewhere().byokOnly().choice()).isEqualTo(REQUIRED);
            assertThat(elsewhere().noWholesale().choice()).isEqualTo(REQUIRED);
        }
    }
}
