package dev.penstock.fakeprovider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fake model says, the same whether it is streamed or not.
 *
 * @param id hex digits that follow from the request
 * @param blocks one block of text, or one for each tool that is called
 * @param stopSequence the caller's own words that ended it, where it ended so
 */
record Answer(
        String model,
        String id,
        List<Block> blocks,
        Ending ending,
        @Nullable String stopSequence,
        Tokens tokens) {
    enum Ending {
        DONE,
        LIMIT,
        STOP_SEQUENCE,
        TOOL_CALLED
    }

    Answer {
        blocks = List.copyOf(blocks);
    }

    /** The text without any tool call, empty where there is none. */
    String text() {
        return blocks.getFirst().tool() == null ? blocks.getFirst().content() : "";
    }

    boolean callsTools() {
        return ending == Ending.TOOL_CALLED;
    }

    /** The id of one of its tool calls, under the prefix that the dialect gives such ids. */
    String callId(String prefix, int block) {
        return prefix + id + block;
    }
}
