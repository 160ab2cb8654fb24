package dev.penstock.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetId;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPlace;
import dev.penstock.domain.log.LogWalk;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.validation.Validated;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final GatewayAddress GATEWAY = new GatewayAddress(new AccountId("a"), new GatewayId("g"));
    private static final EvaluationKey KEY = new EvaluationKey(GATEWAY, new EvaluationId(new UUID(9, 9)));
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Dataset ALL = dataset(1, true);
    private static final Dataset SWITCHED_OFF = dataset(2, false);
    private static final List<@Nullable String> EVERY_TYPE = Arrays.stream(EvaluationType.values())
            .<@Nullable String>map(type -> type.id().toString())
            .toList();

    @Nested
    class Defining {
        @Test
        void begins_with_nothing_looked_at() {
            Evaluation evaluation = begun();

            assertThat(evaluation.processed()).isFalse();
            assertThat(evaluation.course()).isEqualTo(Course.AHEAD);
            assertThat(evaluation.datasets()).containsExactly(ALL, SWITCHED_OFF);
            assertThat(evaluation.types()).containsExactly(EvaluationType.values());
        }

        @Test
        void hears_everything_that_is_wrong_at_once() {
            String known = ALL.id().toString();

            assertThat(wrong(new EvaluationDraft(
                            null,
                            Arrays.asList(known, "nobody", known, null, "nobody"),
                            Arrays.asList(EVERY_TYPE.get(0), "x", EVERY_TYPE.get(0)))))
                    .containsExactlyInAnyOrder(
                            "name Required",
                            "dataset_ids[1] Dataset was not found",
                            "dataset_ids[2] Dataset is given twice",
                            "dataset_ids[3] Dataset was not found",
                            "dataset_ids[4] Dataset is given twice",
                            "evaluation_type_ids[1] Evaluation type was not found",
                            "evaluation_type_ids[2] Evaluation type is given twice");
            assertThat(wrong(new EvaluationDraft("a", null, null)))
                    .containsExactlyInAnyOrder("dataset_ids Required", "evaluation_type_ids Required");
            assertThat(wrong(new EvaluationDraft("a", List.of(), EVERY_TYPE)))
                    .containsExactly("dataset_ids Array must contain at least 1 element(s)");
            assertThat(wrong(new EvaluationDraft("a", Collections.nCopies(6, known), Collections.nCopies(51, "x"))))
                    .containsExactlyInAnyOrder(
                            "dataset_ids Array must contain at most 5 element(s)",
                            "evaluation_type_ids Array must contain at most 50 element(s)");
        }
    }

    @Nested
    class Walking {
        @Test
        void looks_at_what_its_datasets_chose_when_it_was_made_and_is_not_younger() {
            LogWalk walk = begun().nextWalk(7);

            assertThat(walk.gateway()).isEqualTo(GATEWAY);
            assertThat(walk.wanted().alternatives()).as("the enabled one only").containsExactly(List.of());
            assertThat(walk.until()).isEqualTo(NOON);
            assertThat(walk.after()).isNull();
            assertThat(walk.most()).isEqualTo(7);
        }

        @Test
        void goes_on_where_the_last_stretch_ended() {
            LogEntry entry = entry(1, 10, "1", null);

            Evaluation next = begun().expecting(100).after(stretch(20, entry), NOON.plusSeconds(1), UUID::randomUUID);

            assertThat(next.processed()).isFalse();
            assertThat(next.nextWalk(5).after()).isEqualTo(LogPlace.of(entry));
            assertThat(next.course().progress()).isEqualTo(new Course.Progress(20, 100));
            assertThat(next.course().totalLogs()).isEqualTo(1);
            assertThat(next.modifiedAt()).isEqualTo(NOON.plusSeconds(1));
        }

        @Test
        void expects_at_least_as_many_as_it_has_seen() {
            Evaluation next = begun().expecting(3).after(stretch(20, entry(1, 10, "1", null)), NOON, UUID::randomUUID);

            assertThat(next.course().progress()).isEqualTo(new Course.Progress(20, 20));
        }

        @Test
        void is_finished_when_there_is_nothing_beyond_and_stays_so() {
            Evaluation done = finished(entry(1, 10, "1", null));

            assertThat(done.processed()).isTrue();
            assertThat(done.course().progress()).isEqualTo(new Course.Progress(1, 1));
            assertThat(done.after(new LogWalk.Stretch(List.of(), 5, null), NOON, UUID::randomUUID))
                    .isEqualTo(done);
            assertThat(done.expecting(100)).isEqualTo(done);
            assertThatIllegalStateException().isThrownBy(() -> done.nextWalk(1));
        }

        @Test
        void comes_to_the_same_however_it_is_cut_into_stretches() {
            List<LogEntry> entries = IntStream.range(0, 100)
                    .mapToObj(i -> entry(i, i, i % 3 == 0 ? null : "0.1", i % 4 == 0 ? null : (double) (i % 2)))
                    .toList();
            Evaluation cut = begun();
            for (int from = 0; from < 100; from += 7) {
                List<LogEntry> some = entries.subList(from, Math.min(100, from + 7));
                LogPlace end = from + 7 >= 100 ? null : LogPlace.of(some.get(6));
                cut = cut.after(new LogWalk.Stretch(some, some.size(), end), NOON, () -> new UUID(0, 0));
            }

            Evaluation whole = begun().after(new LogWalk.Stretch(entries, 100, null), NOON, () -> new UUID(0, 0));

            assertThat(cut).isEqualTo(whole);
        }
    }

    @Nested
    class Judging {
        @Test
        void tells_the_mean_cost_of_those_whose_cost_is_known() {
            Finding finding = finding(
                    EvaluationType.COST, entry(1, 1, "0.1", null), entry(2, 1, null, null), entry(3, 1, "0.3", null));

            assertThat(finding)
                    .isEqualTo(new Finding(
                            "0.2", Finding.Status.PART, "0.2 USD on average and 0.4 USD in all, from 2 of 3 logs"));
        }

        @Test
        void writes_small_and_endless_costs_as_plain_numbers() {
            assertThat(finding(EvaluationType.COST, entry(1, 1, "0.0000000123", null))
                            .value())
                    .isEqualTo("0.0000000123");
            assertThat(finding(
                                    EvaluationType.COST,
                                    entry(1, 1, "1", null),
                                    entry(2, 1, "0", null),
                                    entry(3, 1, "0", null))
                            .value())
                    .isEqualTo("0.3333333333");
            assertThat(finding(EvaluationType.COST, entry(1, 1, "0.00", null)).value())
                    .isEqualTo("0");
        }

        @Test
        void tells_the_mean_duration() {
            assertThat(finding(
                            EvaluationType.SPEED,
                            entry(1, 100, null, null),
                            entry(2, 201, null, null),
                            entry(3, 50, null, null)))
                    .isEqualTo(new Finding(
                            "117",
                            Finding.Status.WHOLE,
                            "117 ms on average, 50 ms at best, 201 ms at worst, from all 3 logs"));
            assertThat(finding(EvaluationType.SPEED, entry(1, 1, null, null), entry(2, 2, null, null))
                            .value())
                    .isEqualTo("1.5");
        }

        @Test
        void tells_the_share_of_positive_feedback_among_those_rated() {
            assertThat(finding(
                            EvaluationType.HUMAN_FEEDBACK,
                            entry(1, 1, null, 1.0),
                            entry(2, 1, null, 0.0),
                            entry(3, 1, null, -1.0),
                            entry(4, 1, null, null)))
                    .isEqualTo(new Finding("0.3333", Finding.Status.PART, "1 positive of 3 rated, from 3 of 4 logs"));
        }

        @Test
        void says_when_there_is_nothing_to_tell() {
            assertThat(Arrays.stream(EvaluationType.values()).map(EvaluationTest::finding))
                    .containsOnly(new Finding("n/a", Finding.Status.NOTHING, "No logs were selected"));
            assertThat(finding(EvaluationType.COST, entry(1, 1, null, null)).description())
                    .isEqualTo("None of the 1 logs has a known cost");
            assertThat(finding(EvaluationType.HUMAN_FEEDBACK, entry(1, 1, null, null))
                            .description())
                    .isEqualTo("None of the 1 logs has feedback");
        }

        @Test
        void answers_each_type_once_with_all_logs_that_were_selected() {
            Evaluation done = finished(entry(1, 1, null, null), entry(2, 1, "1", null));

            assertThat(done.course())
                    .isInstanceOfSatisfying(
                            Course.Finished.class,
                            finished -> assertThat(finished.results())
                                    .extracting(EvaluationResult::type)
                                    .containsExactly(EvaluationType.values()));
            assertThat(((Course.Finished) done.course()).results())
                    .extracting(EvaluationResult::totalLogs)
                    .containsOnly(2L);
        }
    }

    @Nested
    class Types {
        @Test
        void have_ids_that_clients_may_keep() {
            assertThat(EVERY_TYPE)
                    .containsExactly(
                            "cacc69db-0e10-437e-898e-6255149a94e1",
                            "257fa986-d9b9-4e16-bf81-d2b5a1f159b4",
                            "3f4591ca-b8cb-4608-b745-e241de3ff002");
        }

        @Test
        void come_with_the_mandatory_ones_first_unless_said_otherwise() {
            assertThat(new EvaluationTypeOrder("mandatory", true).sorted())
                    .containsExactly(EvaluationType.COST, EvaluationType.SPEED, EvaluationType.HUMAN_FEEDBACK);
            assertThat(new EvaluationTypeOrder("'; DROP TABLE", false).sorted())
                    .containsExactly(EvaluationType.HUMAN_FEEDBACK, EvaluationType.COST, EvaluationType.SPEED);
            assertThat(new EvaluationTypeOrder("name", true).sorted())
                    .containsExactly(EvaluationType.SPEED, EvaluationType.HUMAN_FEEDBACK, EvaluationType.COST);
            for (String column : List.of("id", "type", "description", "enable", "created_at", "modified_at")) {
                assertThat(new EvaluationTypeOrder(column, false).sorted())
                        .containsExactlyInAnyOrder(EvaluationType.values());
            }
        }
    }

    private static Dataset dataset(int number, boolean enabled) {
        return new Dataset(
                new DatasetKey(GATEWAY, new DatasetId(new UUID(number, 0))),
                "d" + number,
                enabled,
                List.of(),
                NOON,
                NOON);
    }

    private static Optional<Dataset> kept(DatasetId id) {
        return List.of(ALL, SWITCHED_OFF).stream()
                .filter(dataset -> dataset.id().equals(id))
                .findFirst();
    }

    private static Evaluation begun() {
        EvaluationDraft draft = new EvaluationDraft(
                "a", List.of(ALL.id().toString(), SWITCHED_OFF.id().toString()), EVERY_TYPE);
        Validated<Evaluation> outcome = Evaluation.define(KEY, draft, EvaluationTest::kept, NOON);
        assertThat(outcome).isInstanceOf(Validated.Valid.class);
        return ((Validated.Valid<Evaluation>) outcome).value();
    }

    private static List<String> wrong(EvaluationDraft draft) {
        Validated<Evaluation> outcome = Evaluation.define(KEY, draft, EvaluationTest::kept, NOON);
        assertThat(outcome).isInstanceOf(Validated.Invalid.class);
        return ((Validated.Invalid<Evaluation>) outcome)
                .violations().stream()
                        .map(violation -> violation.path() + " " + violation.message())
                        .toList();
    }

    private static Evaluation finished(LogEntry... entries) {
        return begun().after(new LogWalk.Stretch(List.of(entries), entries.length, null), NOON, UUID::randomUUID);
    }

    private static Finding finding(EvaluationType type, LogEntry... entries) {
        return ((Course.Finished) finished(entries).course())
                .results().stream()
                        .filter(result -> result.type() == type)
                        .findFirst()
                        .orElseThrow()
                        .finding();
    }

    private static LogWalk.Stretch stretch(int looked, LogEntry entry) {
        return new LogWalk.Stretch(List.of(entry), looked, LogPlace.of(entry));
    }

    private static LogEntry entry(int number, long millis, @Nullable String cost, @Nullable Double feedback) {
        return new LogEntry(
                new LogKey(GATEWAY, new LogId(new UUID(0, number))),
                NOON.minusSeconds(1000 - number),
                new LogEntry.Call(new ProviderId("openai"), "m", null, "p", Door.PROVIDER, 0),
                new LogEntry.Outcome(200, false, Duration.ofMillis(millis), LogEntry.Ending.COMPLETE),
                new LogEntry.Spend(null, cost == null ? null : Cost.of(cost), false),
                new LogEntry.Caller("e", null, true),
                new LogEntry.Content(null, null, 0, 0),
                new LogEntry.Notes(null, feedback, null));
    }
}
