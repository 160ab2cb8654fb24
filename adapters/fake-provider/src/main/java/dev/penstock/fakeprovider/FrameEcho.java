package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;

/**
 * Sends each text and binary frame back as it came, fragments as fragments, never faster than the caller reads. A text
 * message of type {@code fake.close} closes instead, one of type {@code fake.ping} is answered with a ping.
 */
final class FrameEcho {
    private static final String COMMAND = "{\"type\":\"fake.";

    private final ServerWebSocket socket;
    private Buffer unsaid = Buffer.buffer();
    private boolean text;

    FrameEcho(ServerWebSocket socket) {
        this.socket = socket;
    }

    void start() {
        socket.frameHandler(this::onFrame);
    }

    private void onFrame(WebSocketFrame frame) {
        if (frame.isText() || frame.isBinary()) {
            text = frame.isText();
        } else if (!frame.isContinuation()) {
            return; // pings and closing handshakes are answered already
        }
        if (frame.isText() && frame.isFinal() && frame.textData().startsWith(COMMAND)) {
            obey(Json.read(frame.binaryData()));
        } else {
            echo(frame);
        }
    }

    private void obey(JsonNode command) {
        if ("fake.close".equals(command.path("type").asText())) {
            int code = command.path("code").asInt(1000);
            socket.close((short) code, command.path("reason").asText(""));
        } else {
            socket.writePing(Buffer.buffer("fake"));
        }
    }

    private void echo(WebSocketFrame frame) {
        Buffer bytes = unsaid.appendBuffer(frame.binaryData());
        int whole = text && !frame.isFinal() ? Utf8.wholePrefix(bytes) : bytes.length();
        Buffer now = bytes.slice(0, whole);
        unsaid = bytes.getBuffer(whole, bytes.length());
        socket.writeFrame(
                frame.isText()
                        ? WebSocketFrame.textFrame(now.toString(), frame.isFinal())
                        : frame.isBinary()
                                ? WebSocketFrame.binaryFrame(now, frame.isFinal())
                                : WebSocketFrame.continuationFrame(now, frame.isFinal()));
        if (socket.writeQueueFull()) {
            socket.pause();
            socket.drainHandler(v -> socket.resume());
        }
    }
}
