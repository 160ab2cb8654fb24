package dev.penstock.providers.dialect;

import java.nio.charset.StandardCharsets;

class AnthropicDialectTest implements DialectContract {
    @Override
    public Dialect dialect() {
        return new AnthropicDialect();
    }

    @Override
    public byte[] event(String name, String json) {
        return "event: %s\ndata: %s\n\n".formatted(name, json).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] errorEvent() {
        return event(
                "error", "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");
    }
}
