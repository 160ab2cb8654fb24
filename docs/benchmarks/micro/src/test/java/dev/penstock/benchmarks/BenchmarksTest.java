package dev.penstock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.route.Halt;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.Trail;
import dev.penstock.providers.AnswerUsage;
import dev.penstock.storage.sql.LogEncoding;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A benchmark that fails quickly would look like a fast one. */
class BenchmarksTest {
    @Test
    void each_can_be_run() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results).hasSizeGreaterThan(30);
    }

    @Test
    void walks_come_to_their_ends() {
        RouteWalks walks = new RouteWalks();

        assertThat(walks.shortest().at()).isEqualTo(new Halt.Ended(Halt.Reason.END));
        assertThat(walks.shortest().passed()).hasSize(3);
        assertThat(walks.eightElements().at()).isEqualTo(new Halt.Ended(Halt.Reason.END));
        assertThat(walks.eightElements().passed()).hasSize(7);
    }

    @Test
    void conditions_hold_but_for_the_pattern_that_is_nowhere() {
        Conditions conditions = new Conditions();

        assertThat(List.of(
                        conditions.equalInMetadata(),
                        conditions.oneOfInMetadata(),
                        conditions.orderedInBody(),
                        conditions.equalInHeaders(),
                        conditions.combined()))
                .containsOnly(true);
        assertThat(conditions.patternInBody()).isFalse();
    }

    @Test
    void keys_differ() {
        CacheKeys keys = new CacheKeys();

        assertThat(keys.ofRequest()).isNotEqualTo(keys.named());
    }

    @Test
    void requests_are_a_kibibyte_and_are_understood() {
        RequestScans scans = new RequestScans();

        assertThat(SampleChats.request("gpt-4o-mini").remaining()).isEqualTo(1024);
        assertThat(scans.model().model()).isEqualTo("gpt-4o-mini");
        assertThat(scans.modelLast().model()).isEqualTo("gpt-4o-mini");
        assertThat(scans.modelLast().modelStart()).isGreaterThan(1000);
        assertThat(scans.streamAndTokens()).isEqualTo(new RequestFacts.Asked(false, 64L, 1, RequestFacts.Naming.CLEAR));
        assertThat(scans.placesOfRoute()).containsOnlyKeys(List.of("max_tokens"));
        assertThat(scans.headers().log().metadata()).isEqualTo(SampleChats.metadata());
        assertThat(scans.headers().gatewayToken()).isNotNull();
    }

    @Test
    void streams_are_read_to_their_end_however_they_arrive() throws Exception {
        StreamEvents events = new StreamEvents();
        long chat = SampleStreams.joined(SampleStreams.chat()).getFirst().remaining();

        assertThat(events.meaning()).isEqualTo(SampleStreams.PIECES);
        assertThat(events.meaningInOneBuffer()).isEqualTo(SampleStreams.PIECES);
        assertThat(events.secured()).isEqualTo(chat);
        assertThat(events.securedInOneBuffer()).isEqualTo(chat);
        assertThat(events.namesAndContent()).isPositive().isEqualTo(events.namesAndContentInOneBuffer());
        assertThat(events.translated()).isGreaterThan(chat / 2).isEqualTo(events.translatedInOneBuffer());
    }

    @Test
    void usage_is_found() {
        AnswerUsage usage = new AnswerUsage();
        Metering ofAnswer = new Metering("gpt-4o-mini", TokenUsage.of(200, 120));
        Metering ofStream = new Metering("gpt-4o-mini", TokenUsage.of(200, 50));

        assertThat(SampleChats.answer().remaining()).isEqualTo(1024);
        assertThat(usage.whole()).isEqualTo(ofAnswer);
        assertThat(usage.arriving()).isEqualTo(ofAnswer);
        assertThat(usage.stream()).isEqualTo(ofStream);
        assertThat(usage.streamInOneBuffer()).isEqualTo(ofStream);
    }

    @Test
    void more_of_an_entry_takes_more_bytes() throws Exception {
        long plain = new LogEncoding().plain();

        assertThat(plain).isGreaterThan(100);
        assertThat(new LogEncoding().withMetadata()).isGreaterThan(plain);
        assertThat(new LogEncoding().withShortWay()).isGreaterThan(plain + 100);
        assertThat(new LogEncoding().withLongWay()).isGreaterThan(new LogEncoding().withShortWay() + 200);
        assertThat(new LogEncoding().bodies()).isGreaterThan(2048);
    }

    @Test
    void the_long_way_tells_of_all_that_came_before_the_model() {
        Trail way = Objects.requireNonNull(SampleEntries.withLongWay().call().trail());

        assertThat(way.passages())
                .extracting(passage -> passage.element().value())
                .containsExactly("start", "tokens", "plan", "share", "limit");
        assertThat(way.passages()).extracting(Passage::why).hasAtLeastOneElementOfType(Passage.Why.Looked.class);
    }

    @Test
    void each_appended_entry_is_one_of_its_own() throws Exception {
        LogAppends appends = new LogAppends();
        appends.open();

        appends.plain();
        appends.withBodies();

        assertThat(appends.entries()).isEqualTo(1000);
        appends.close();
    }

    @Test
    void whole_requests_are_answered_and_written_down() {
        WholeRequests requests = new WholeRequests();

        InferenceReply called = requests.cached();
        List<InferenceReply> replies =
                List.of(requests.passed(), requests.shortestRoute(), requests.eightElements(), called);
        InferenceReply kept = requests.cached();

        assertThat(replies).extracting(InferenceReply::status).containsOnly(200);
        assertThat(replies).noneMatch(reply -> reply.origin().cached());
        assertThat(kept.origin().cached()).isTrue();
        assertThat(requests.entries()).isEqualTo(5);
    }
}
