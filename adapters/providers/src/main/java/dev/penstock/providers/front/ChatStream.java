package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whether an answer is streamed: usage then has to be asked for, since both other APIs report it. */
final class ChatStream {
    private ChatStream() {}

    static void carry(Place request, ObjectNode chat) {
        Place stream = request.at("stream");
        if (stream.isGiven() && !stream.value().isBoolean()) {
            throw stream.refused("must be true or false");
        }
        if (stream.isFilled()) {
            chat.put("stream", true);
            chat.putObject("stream_options").put("include_usage", true);
        }
    }
}
