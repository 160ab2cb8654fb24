package dev.penstock.domain.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PathTest {
    @Test
    void reads_as_people_write_it() {
        Path path = Path.of("dlp").key("policies").index(0).key("action");

        assertThat(path).hasToString("dlp.policies[0].action");
        assertThat(path.steps()).containsExactly("dlp", "policies", 0, "action");
        assertThat(Path.root()).hasToString("");
        assertThat(Path.root().index(3)).hasToString("[3]");
    }

    @Test
    void has_only_keys_and_positions_as_steps() {
        assertThatThrownBy(() -> new Path(List.of(1L))).isInstanceOf(IllegalArgumentException.class);
    }
}
