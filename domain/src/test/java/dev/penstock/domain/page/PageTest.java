package dev.penstock.domain.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void takes_the_asked_for_slice() {
        List<Integer> all = List.of(1, 2, 3, 4, 5);

        assertThat(Page.of(all, new PageRequest(1, 2)).items()).containsExactly(1, 2);
        assertThat(Page.of(all, new PageRequest(3, 2)).items()).containsExactly(5);
        assertThat(Page.of(all, new PageRequest(3, 2)).total()).isEqualTo(5);
    }

    @Test
    void is_empty_past_the_end_however_far() {
        List<Integer> all = List.of(1, 2);

        assertThat(Page.of(all, new PageRequest(2, 2)).items()).isEmpty();
        assertThat(Page.of(all, new PageRequest(Integer.MAX_VALUE, Integer.MAX_VALUE))
                        .items())
                .isEmpty();
    }

    @Test
    void holds_everything_on_one_page_of_any_size() {
        assertThat(Page.of(List.of(1, 2), new PageRequest(1, Integer.MAX_VALUE)).items())
                .containsExactly(1, 2);
    }

    @Test
    void maps_its_items_and_keeps_the_total() {
        Page<String> page = Page.of(List.of(1, 2, 3), new PageRequest(2, 2)).map(String::valueOf);

        assertThat(page).isEqualTo(new Page<>(List.of("3"), 3, new PageRequest(2, 2)));
    }

    @Test
    void refuses_more_than_was_asked_for_or_is_there() {
        assertThatThrownBy(() -> new Page<>(List.of(1, 2), 2, new PageRequest(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Page<>(List.of(1), 0, new PageRequest(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cannot_be_changed_from_outside() {
        List<Integer> items = new ArrayList<>(List.of(1));
        Page<Integer> page = new Page<>(items, 1, new PageRequest(1, 1));

        items.add(2);

        assertThat(page.items()).containsExactly(1);
    }

    @Test
    void counts_pages_from_one() {
        assertThatThrownBy(() -> new PageRequest(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PageRequest(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new PageRequest(1, 20).offset()).isZero();
        assertThat(new PageRequest(3, 20).offset()).isEqualTo(40);
    }
}
