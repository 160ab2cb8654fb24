package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one side says before the other speaks again; a tool's results are the user's side. */
record Turn(boolean assistant, List<Part> parts) {
    /** One piece of it. */
    sealed interface Part {}

    record Text(String text) implements Part {}

    record Image(Attachment content) implements Part {}

    record RemoteImage(String url, String place) implements Part {}

    record Document(@Nullable String name, Attachment content, String place) implements Part {}

    record ToolCall(String id, String name, ObjectNode input) implements Part {}

    record ToolResult(String id, List<Part> content) implements Part {}
}
