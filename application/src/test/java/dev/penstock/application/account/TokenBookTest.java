package dev.penstock.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.SampleTokens;
import dev.penstock.domain.account.ApiToken;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBookTest {
    @Test
    void finds_only_tokens_that_are_in_it() {
        ApiToken token = SampleTokens.ofOwner("pst_1", Instant.EPOCH);
        TokenBook book = new TokenBook(List.of(token, SampleTokens.disabled("pst_0")));

        assertThat(book.find("pst_1")).isEqualTo(token);
        assertThat(book.find("pst_0")).isEqualTo(SampleTokens.disabled("pst_0"));
        assertThat(book.find("pst_2")).isNull();
        assertThat(book.find("pst_1 ")).isNull();
        assertThat(book.find("")).isNull();
        assertThat(book.find(null)).isNull();
        assertThat(TokenBook.EMPTY.find("pst_1")).isNull();
    }

    @Test
    void takes_a_token_that_is_kept_and_passing_at_once() {
        ApiToken kept = SampleTokens.ofOwner("pst_1", Instant.EPOCH);

        assertThat(new TokenBook(List.of(kept, kept)).find("pst_1")).isEqualTo(kept);
    }
}
