package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.AtOnce;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
    private static final MasterKey KEY = MasterKey.random();
    private static final String TEXT = "sk-canary-0123";
    private static final String PLACE = "secret/account/a";

    private final Sealer sealer = new Sealer(KEY);

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ä\n\u0000 €𝄞", TEXT})
    void unseals_what_was_sealed(String text) {
        String sealed = sealer.seal(PLACE, text);

        assertThat(sealed).matches("v1:" + KEY.id() + ":[0-9A-Za-z_-]+");
        assertThat(text.isEmpty() || !sealed.substring(12).equals(text)).isTrue();
        assertThat(new Sealer(KEY).unseal(PLACE, sealed)).isEqualTo(text);
    }

    @Test
    void seals_the_same_text_differently_each_time() {
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            sealed.add(sealer.seal(PLACE, TEXT).substring(0, 28));
        }

        assertThat(sealed).as("prefix and nonce").hasSize(1000);
    }

    @Test
    void does_not_unseal_at_another_place_or_with_another_key() {
        String sealed = sealer.seal(PLACE, TEXT);

        refuses(sealer, PLACE + "b", sealed);
        refuses(new Sealer(MasterKey.random()), PLACE, sealed);
        refuses(
                new Sealer(MasterKey.random()),
                PLACE,
                sealed.replace(KEY.id(), MasterKey.random().id()));
    }

    @Test
    void does_not_unseal_what_was_changed_anywhere() {
        String sealed = sealer.seal(PLACE, TEXT);
        for (int i = 0; i < sealed.length() - 1; i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            refuses(sealer, PLACE, sealed.substring(0, i) + other + sealed.substring(i + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1:", TEXT, "v1:00000000:AAAA"})
    void does_not_take_what_was_never_sealed(String text) {
        refuses(sealer, PLACE, text);
        refuses(sealer, PLACE, "v1:" + KEY.id() + ":" + text);
    }

    @Test
    void works_for_many_at_once() {
        assertThat(AtOnce.run(8, i -> sealer.unseal(PLACE, sealer.seal(PLACE, TEXT + i))))
                .containsExactly(TEXT + 0, TEXT + 1, TEXT + 2, TEXT + 3, TEXT + 4, TEXT + 5, TEXT + 6, TEXT + 7);
    }

    private static void refuses(Sealer sealer, String place, String sealed) {
        assertThat(sealer.canUnseal(place, sealed)).isFalse();
        assertThatThrownBy(() -> sealer.unseal(place, sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(place)
                .hasMessageNotContaining(TEXT);
    }
}
