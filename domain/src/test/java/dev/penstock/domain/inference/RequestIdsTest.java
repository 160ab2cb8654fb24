package dev.penstock.domain.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
    @Test
    void can_be_put_behind_another_one() {
        RequestId early = new RequestId(new UUID(0x0123_4567_89ab_7001L, 0x8000_0000_0000_0001L));
        RequestId last = new RequestId(new UUID(0x0123_4567_89ab_7fffL, 0x8000_0000_0000_0002L));

        assertThat(last.behind(early)).isEqualTo(last);
        assertThat(early.behind(early))
                .isEqualTo(new RequestId(new UUID(0x0123_4567_89ab_7002L, 0x8000_0000_0000_0001L)));
        assertThat(early.behind(last))
                .isEqualTo(new RequestId(new UUID(0x0123_4567_89ac_7000L, 0x8000_0000_0000_0001L)));
    }

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

    private final RequestIds ids = new RequestIds(new Random(1));

    @Test
    void are_uuids_of_version_7_that_hold_the_time() {
        UUID id = ids.next(NOON).value();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void never_go_backwards_within_a_millisecond_or_when_the_clock_steps_back() {
        String last = ids.next(NOON).toString();
        Set<String> seen = new HashSet<>(Set.of(last));
        Random random = new Random(2);

        for (int i = 0; i < 20_000; i++) {
            String next = ids.next(NOON.plusMillis(random.nextInt(5) - 3)).toString();
            assertThat(next).isGreaterThan(last);
            assertThat(seen.add(next)).isTrue();
            assertThat(UUID.fromString(next).version()).isEqualTo(7);
            last = next;
        }
    }
}
