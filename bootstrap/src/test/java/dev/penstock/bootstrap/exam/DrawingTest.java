package dev.penstock.bootstrap.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private static final String SPLIT = """
            {"name":"ab","elements":[
             {"id":"s","type":"start","outputs":{"next":{"elementId":"split"}}},
             {"id":"split","type":"percentage","outputs":{"10%":{"elementId":"m1"},"90%":{"elementId":"m2"}}},
             {"id":"m1","type":"model","properties":{"provider":"openai","model":"a","timeout":60000,"retries":1},
              "outputs":{"success":{"elementId":"e"},"fallback":{"elementId":"m2"}}},
             {"id":"m2","type":"model","properties":{"provider":"anthropic","model":"b","timeout":900,"retries":0},
              "outputs":{"success":{"elementId":"e"},"fallback":{"elementId":"e"}}},
             {"id":"e","type":"end","outputs":{}}]}""";

    private final Drawing drawing = Drawing.of(SPLIT);

    @Test
    void tells_its_models_and_their_providers() {
        assertThat(drawing.name()).isEqualTo("ab");
        assertThat(drawing.models()).containsExactly(2, 3);
        assertThat(drawing.providers()).containsExactly("openai", "anthropic");
        assertThat(drawing.model(3)).isEqualTo("b");
    }

    @Test
    void is_copied_with_other_names_and_shorter_times_but_none_that_nobody_can_keep() {
        ObjectNode copy = drawing.copy("x1", element -> "model" + element, 5);

        assertThat(copy.path("name").asText()).isEqualTo("x1");
        assertThat(copy.at("/elements/2/properties/model").asText()).isEqualTo("model2");
        assertThat(copy.at("/elements/2/properties/timeout").asLong()).isEqualTo(12_000);
        assertThat(copy.at("/elements/3/properties/timeout").asLong()).isEqualTo(500);
        assertThat(drawing.model(2)).isEqualTo("a");
    }

    @Test
    void leads_every_draw_to_the_model_that_is_wanted() {
        ObjectNode copy = drawing.copy("x1", drawing::model, 1);

        drawing.straighten(copy, 3);

        assertThat(copy.at("/elements/1/outputs").toString()).isEqualTo("{\"100%\":{\"elementId\":\"m2\"}}");
    }

    @Test
    void must_have_a_model() {
        assertThatThrownBy(() -> Drawing.of("{\"name\":\"r\",\"elements\":[]}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Drawing.of("{oops")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Drawing.of("[" + SPLIT.substring(SPLIT.indexOf('[') + 1, SPLIT.lastIndexOf('}')))
                        .models())
                .hasSize(2);
    }
}
