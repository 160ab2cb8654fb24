package dev.penstock.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    private static final String HEX = "00ff7e" + "3f".repeat(29);
    private static final byte[] BYTES = HexFormat.of().parseHex(HEX);

    @Test
    void is_the_same_however_it_is_written() {
        MasterKey key = MasterKey.parse(HEX);

        assertThat(MasterKey.parse(HEX.toUpperCase(Locale.ROOT))).isEqualTo(key);
        assertThat(MasterKey.parse(" " + HEX + "\n")).isEqualTo(key);
        assertThat(MasterKey.parse(Base64.getEncoder().encodeToString(BYTES))).isEqualTo(key);
        assertThat(MasterKey.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(BYTES)))
                .isEqualTo(key);
        assertThat(key.key().getEncoded()).isEqualTo(BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f",
                "zf3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f",
                "3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f3f",
                "Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_Pz8_P==",
            })
    void says_how_to_make_one_and_repeats_nothing(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKey.parse(text))
                .withMessageContaining("32 random bytes")
                .withMessageContaining("openssl rand -hex 32")
                .satisfies(e -> assertThat(text.length() > 8
                                && String.valueOf(e.getMessage()).contains(text))
                        .isFalse());
    }

    @Test
    void prints_nothing_and_is_told_from_others_by_its_id() {
        MasterKey key = MasterKey.parse(HEX);

        assertThat(key.toString()).doesNotContain(HEX.substring(0, 8));
        assertThat(key.id())
                .matches("[0-9a-f]{8}")
                .isEqualTo(MasterKey.parse(HEX).id());
        assertThat(HEX).doesNotContain(key.id());
        assertThat(MasterKey.random()).isNotEqualTo(MasterKey.random());
    }
}
