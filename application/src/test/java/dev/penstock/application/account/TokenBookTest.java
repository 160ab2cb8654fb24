package dev.penstock.application.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.TokenHash;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenBookTest {
    @Test
    void knows_only_tokens_that_are_in_it() {
        TokenBook book = new TokenBook(List.of(new ApiToken(TokenHash.of("pst_1"), "first", Instant.EPOCH)));

        assertThat(book.knows("pst_1")).isTrue();
        assertThat(book.knows("pst_2")).isFalse();
        assertThat(book.knows("pst_1 ")).isFalse();
        assertThat(book.knows("")).isFalse();
        assertThat(book.knows(null)).isFalse();
        assertThat(TokenBook.EMPTY.knows("pst_1")).isFalse();
    }
}
