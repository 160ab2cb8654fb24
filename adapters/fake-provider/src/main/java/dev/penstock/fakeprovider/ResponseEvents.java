package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;

/** The events of a streamed response, with their names and their numbers. */
final class ResponseEvents implements Speech.Wording {
    private final Answer answer;
    private int number;

    ResponseEvents(Answer answer) {
        this.answer = answer;
    }

    @Override
    public Buffer opening() {
        ObjectNode created = Json.object().set("response", OpenAiResponses.frame(answer, "in_progress"));
        return next("response.created", created).appendBuffer(next("response.in_progress", created.deepCopy()));
    }

    @Override
    public Buffer start(int index, Block block) {
        Buffer added = item("response.output_item.added", index, false);
        return block.tool() == null ? added.appendBuffer(part("response.content_part.added", index, "")) : added;
    }

    @Override
    public Buffer piece(int index, Block block, String piece) {
        String type = block.tool() == null ? "response.output_text.delta" : "response.function_call_arguments.delta";
        return inItem(type, index, Json.object().put("delta", piece));
    }

    @Override
    public Buffer stop(int index, Block block) {
        String content = block.content();
        Buffer done = block.tool() == null
                ? inItem("response.output_text.done", index, Json.object().put("text", content))
                        .appendBuffer(part("response.content_part.done", index, content))
                : inItem(
                        "response.function_call_arguments.done",
                        index,
                        Json.object().put("arguments", content));
        return done.appendBuffer(item("response.output_item.done", index, true));
    }

    Buffer next(String type, ObjectNode data) {
        return Json.namedEvent(data.put("type", type).put("sequence_number", number++));
    }

    private Buffer item(String type, int index, boolean done) {
        ObjectNode data = Json.object().put("output_index", index);
        data.set("item", OpenAiResponses.item(answer, index, done));
        return next(type, data);
    }

    private Buffer part(String type, int index, String text) {
        return inItem(type, index, Json.object().set("part", OpenAiResponses.text(text)));
    }

    private Buffer inItem(String type, int index, ObjectNode data) {
        data.put("item_id", OpenAiResponses.itemId(answer, index)).put("output_index", index);
        boolean text = answer.blocks().get(index).tool() == null;
        return next(type, text ? data.put("content_index", 0) : data);
    }
}
