package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.inference.ConductOptions.Rescue;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.RequestOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StepReaderTest {
    private static final RequestOptions OF_THE_REQUEST = RequestHeaders.options(Headers.NONE
            .with("penstock-rescue", "restart")
            .with("penstock-first-token-timeout", "2000")
            .with("penstock-stall-timeout", "3000"));

    private static ConductOptions conduct(String members) throws IOException {
        byte[] step = ("{\"provider\":\"openai\",\"endpoint\":\"chat/completions\",\"query\":{}" + members + "}")
                .getBytes(StandardCharsets.UTF_8);
        List<String> faults = new ArrayList<>();
        StepReader reader = new StepReader("[0]", ByteBuffer.wrap(step), faults);
        try (JsonParser parser = new JsonFactory().createParser(step)) {
            parser.nextToken();
            reader.read(parser);
        }
        assertThat(faults).isEmpty();
        return Objects.requireNonNull(reader.step(OF_THE_REQUEST))
                .options()
                .call()
                .conduct();
    }

    @Test
    void a_step_behaves_under_faults_as_its_request_says() throws IOException {
        assertThat(conduct(""))
                .isEqualTo(new ConductOptions(Rescue.RESTART, Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    @Test
    void what_a_steps_headers_say_of_the_conduct_goes_before_what_the_request_says() throws IOException {
        assertThat(conduct(",\"headers\":{\"penstock-rescue\":\"continue\",\"penstock-stall-timeout\":1000}"))
                .isEqualTo(new ConductOptions(Rescue.CONTINUE, Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }

    @Test
    void what_cannot_be_read_in_a_step_counts_as_not_said() throws IOException {
        assertThat(conduct(",\"headers\":{\"penstock-rescue\":\"now\",\"penstock-stall-timeout\":0}"))
                .isEqualTo(new ConductOptions(Rescue.RESTART, Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }
}
