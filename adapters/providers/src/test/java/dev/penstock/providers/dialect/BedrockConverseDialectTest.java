package dev.penstock.providers.dialect;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.providers.AmazonMessages;
import dev.penstock.providers.chat.UntranslatableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockConverseDialectTest implements DialectContract {
    @Override
    public Dialect dialect() {
        return new BedrockConverseDialect();
    }

    @Override
    public byte[] event(String name, String json) {
        return AmazonMessages.event(name, json);
    }

    @Override
    public byte[] errorEvent() {
        return AmazonMessages.exception("serviceUnavailableException", "{\"message\":\"Overloaded\"}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "parallel_tool_calls | `messages`:[{`role`:`user`,`content`:`a`}],`tools`:[{`function`:{`name`:`f`}}],`parallel_tool_calls`:false",
                "tool_choice | `messages`:[{`role`:`tool`,`tool_call_id`:`c`,`content`:`a`}],`tools`:[{`function`:{`name`:`f`}}],`tool_choice`:`none`",
                "messages[0].content[0].image_url.url | `messages`:[{`role`:`user`,`content`:[{`type`:`image_url`,`image_url`:{`url`:`https://example.com/a.png`}}]}]",
            })
    void what_converse_has_no_word_for_is_refused(String place, String fields) {
        String chat = "{" + fields.replace('`', '"') + "}";
        ByteBuffer body = ByteBuffer.wrap(chat.getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(UntranslatableException.class)
                .isThrownBy(() -> Translation.of(dialect(), "amazon.nova-lite-v1:0", body, ASKED))
                .withMessageStartingWith(place);
    }
}
