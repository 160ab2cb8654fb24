package dev.penstock.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.account.ManageTokens;
import dev.penstock.application.port.AtOnce;
import dev.penstock.application.port.SampleTokens;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Authority;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.account.TokenDraft;
import dev.penstock.domain.account.TokenHash;
import dev.penstock.domain.account.TokenId;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.validation.Given;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ManageTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(30));
    private static final AccountId ACCOUNT = new AccountId("a");
    private static final AccountId OTHER = new AccountId("b");
    private static final PageRequest ALL = new PageRequest(1, 50);
    private static final TokenDraft RUNNER = TokenDraft.of("runner", Permission.RUN);
    private static final TokenDraft WRITER = TokenDraft.of("writer", Permission.WRITE);

    private final MemoryAccessStore store = new MemoryAccessStore();
    private final AtomicInteger changes = new AtomicInteger();
    private final InstantSource clock = InstantSource.fixed(NOW);
    private final ManageAccounts accounts = new ManageAccounts(new MemoryAccountStore(), clock);
    private final ManageTokens tokens =
            new ManageTokens(store, accounts, changes::incrementAndGet, clock, new SecureRandom());

    private static Authority of(AccountId account, @Nullable Instant until, Permission... permissions) {
        return new Authority(account, Set.of(permissions), null, until);
    }

    private static void assertProblem(ThrowingCallable deed, Problem problem) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    private static void assertViolation(ThrowingCallable deed, String path, String message) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(((Problem.Invalid) refused.problem()).violations())
                                .singleElement()
                                .satisfies(violation -> {
                                    assertThat(violation.path()).hasToString(path);
                                    assertThat(violation.message()).contains(message);
                                }));
    }

    @Nested
    class Creating {
        @Test
        void tells_the_text_and_keeps_its_hash_only() {
            ManageTokens.Fresh fresh = tokens.create(Authority.OWNER, ACCOUNT, RUNNER.until(LATER));

            assertThat(fresh.text().reveal()).matches("pst_[0-9a-f]{48}");
            assertThat(store.tokens()).containsExactly(fresh.token());
            assertThat(fresh.token().hash()).isEqualTo(TokenHash.of(fresh.text().reveal()));
            assertThat(fresh.token().authority()).isEqualTo(of(ACCOUNT, LATER, Permission.RUN));
            assertThat(fresh.toString()).doesNotContain(fresh.text().reveal());
            assertThat(changes).hasValue(1);
        }

        @Test
        void brings_the_account_into_being() {
            tokens.create(Authority.OWNER, ACCOUNT, RUNNER);

            assertThat(accounts.find(ACCOUNT)).isPresent();
            assertThat(accounts.list(null, ALL).total()).isEqualTo(1);
        }

        @Test
        void says_all_that_is_wrong_and_keeps_nothing() {
            TokenDraft wrong =
                    new TokenDraft("", Set.of(), Given.omitted(), Given.of(NOW.minusSeconds(1)), Given.omitted());

            assertThatThrownBy(() -> tokens.create(Authority.OWNER, ACCOUNT, wrong))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(((Problem.Invalid) refused.problem()).violations())
                                    .extracting(violation -> violation.path().toString())
                                    .containsExactly("name", "policies", "expires_on"));
            assertThat(store.tokens()).isEmpty();
            assertThat(accounts.find(ACCOUNT)).isEmpty();
        }

        @Test
        void gives_away_no_permission_that_its_maker_lacks() {
            Authority writer = of(ACCOUNT, null, Permission.WRITE);

            assertThat(tokens.create(writer, ACCOUNT, TokenDraft.of("reader", Permission.READ, Permission.WRITE)))
                    .isNotNull();
            assertViolation(() -> tokens.create(writer, ACCOUNT, RUNNER), "policies", "AI Gateway Run");
        }

        @Test
        void gives_away_no_time_that_its_maker_lacks() {
            Authority writer = of(ACCOUNT, LATER, Permission.WRITE);

            assertThat(tokens.create(writer, ACCOUNT, WRITER.until(LATER))).isNotNull();
            assertViolation(() -> tokens.create(writer, ACCOUNT, WRITER), "expires_on", "2026-12-21T08:30:00Z");
            assertViolation(
                    () -> tokens.create(writer, ACCOUNT, WRITER.until(LATER.plusMillis(1))), "expires_on", "later");
        }

        @Test
        void gives_away_no_account_that_its_maker_lacks() {
            Authority writer = of(ACCOUNT, null, Permission.WRITE);

            assertProblem(() -> tokens.create(writer, OTHER, WRITER), new Problem.Unauthorized());
            assertProblem(() -> tokens.create(writer, null, WRITER), new Problem.Unauthorized());
            assertThat(store.tokens()).isEmpty();
        }

        @Test
        void stops_at_a_number_that_memory_can_bear() {
            for (int i = 0; i < ManageTokens.MOST_OF_AN_ACCOUNT; i++) {
                store.keep(SampleTokens.of(ACCOUNT, "token " + i, Permission.RUN));
            }

            assertViolation(() -> tokens.create(Authority.OWNER, ACCOUNT, RUNNER), "", "1000 tokens already");
            assertThat(tokens.create(Authority.OWNER, OTHER, RUNNER)).isNotNull();
        }
    }

    @Nested
    class Changing {
        private final ApiToken runner =
                tokens.create(Authority.OWNER, ACCOUNT, RUNNER.until(LATER)).token();

        @Test
        void keeps_the_text_and_what_was_left_out() {
            ApiToken changed = tokens.replace(Authority.OWNER, ACCOUNT, runner.id(), WRITER);

            assertThat(changed.hash()).isEqualTo(runner.hash());
            assertThat(changed.name()).isEqualTo("writer");
            assertThat(changed.authority()).isEqualTo(of(ACCOUNT, LATER, Permission.WRITE));
            assertThat(store.tokens()).containsExactly(changed);
            assertThat(changes).hasValue(2);
        }

        @Test
        void puts_a_token_aside_and_takes_it_up_again() {
            TokenDraft aside = disabled(true);
            TokenDraft up = disabled(false);

            assertThat(tokens.replace(Authority.OWNER, ACCOUNT, runner.id(), aside)
                            .holdsAt(NOW))
                    .isFalse();
            assertThat(tokens.replace(Authority.OWNER, ACCOUNT, runner.id(), RUNNER)
                            .holdsAt(NOW))
                    .isFalse();
            assertThat(tokens.replace(Authority.OWNER, ACCOUNT, runner.id(), up).holdsAt(NOW))
                    .isTrue();
        }

        private TokenDraft disabled(boolean disabled) {
            return new TokenDraft(
                    "runner", Set.of(Permission.RUN), Given.omitted(), Given.omitted(), Given.of(disabled));
        }

        @Test
        void rolls_the_text() {
            ManageTokens.Fresh fresh = tokens.roll(Authority.OWNER, ACCOUNT, runner.id());

            assertThat(fresh.token().id()).isEqualTo(runner.id());
            assertThat(fresh.token().hash())
                    .isEqualTo(TokenHash.of(fresh.text().reveal()))
                    .isNotEqualTo(runner.hash());
            assertThat(store.tokens()).containsExactly(fresh.token());
            assertThat(changes).hasValue(2);
        }

        @Test
        void touches_no_token_that_is_worth_more_than_its_changers() {
            Authority writer = of(ACCOUNT, null, Permission.WRITE);
            Authority shorter = of(ACCOUNT, LATER.minusMillis(1), Permission.WRITE, Permission.RUN);

            for (Authority by : List.of(writer, shorter)) {
                assertProblem(() -> tokens.roll(by, ACCOUNT, runner.id()), new Problem.Unauthorized());
                assertProblem(() -> tokens.replace(by, ACCOUNT, runner.id(), WRITER), new Problem.Unauthorized());
            }
            assertThat(store.tokens()).containsExactly(runner);
        }

        @Test
        void widens_no_token_beyond_its_changers() {
            Authority runs = of(ACCOUNT, LATER, Permission.RUN);

            assertViolation(() -> tokens.replace(runs, ACCOUNT, runner.id(), WRITER), "policies", "AI Gateway Write");
        }

        @Test
        void loses_no_change_of_several_at_once() {
            List<ManageTokens.Fresh> rolled = AtOnce.run(8, i -> tokens.roll(Authority.OWNER, ACCOUNT, runner.id()));

            assertThat(store.tokens())
                    .singleElement()
                    .satisfies(kept -> assertThat(rolled)
                            .extracting(ManageTokens.Fresh::token)
                            .containsOnlyOnce(kept));
        }
    }

    @Nested
    class Finding_and_revoking {
        private final TokenId ofAccount =
                tokens.create(Authority.OWNER, ACCOUNT, RUNNER).token().id();
        private final TokenId ofAll =
                tokens.create(Authority.OWNER, null, WRITER).token().id();

        @Test
        void finds_a_token_in_its_own_account_only() {
            Problem nothing = new Problem.NotFound(Problem.Thing.TOKEN);

            assertThat(tokens.find(ACCOUNT, ofAccount).id()).isEqualTo(ofAccount);
            assertThat(tokens.find(null, ofAll).id()).isEqualTo(ofAll);
            assertProblem(() -> tokens.find(OTHER, ofAccount), nothing);
            assertProblem(() -> tokens.find(null, ofAccount), nothing);
            assertProblem(() -> tokens.find(ACCOUNT, ofAll), nothing);
            assertProblem(() -> tokens.remove(OTHER, ofAccount), nothing);
            assertProblem(() -> tokens.roll(Authority.OWNER, OTHER, ofAccount), nothing);
            assertProblem(() -> tokens.replace(Authority.OWNER, OTHER, ofAccount, RUNNER), nothing);
        }

        @Test
        void lists_the_tokens_of_one_account() {
            assertThat(tokens.list(ACCOUNT, ALL).items())
                    .extracting(ApiToken::id)
                    .containsExactly(ofAccount);
            assertThat(tokens.list(null, ALL).items()).extracting(ApiToken::id).containsExactly(ofAll);
            assertThat(tokens.list(OTHER, ALL).items()).isEmpty();
        }

        @Test
        void revokes_a_token_once() {
            assertThat(tokens.remove(ACCOUNT, ofAccount).id()).isEqualTo(ofAccount);

            assertProblem(() -> tokens.remove(ACCOUNT, ofAccount), new Problem.NotFound(Problem.Thing.TOKEN));
            assertThat(tokens.list(ACCOUNT, ALL).items()).isEmpty();
            assertThat(changes).hasValue(3);
        }
    }
}
