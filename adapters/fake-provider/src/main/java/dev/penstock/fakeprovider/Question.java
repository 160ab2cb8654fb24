package dev.penstock.fakeprovider;

/**
 * A model request with its dialect taken off.
 *
 * @param model as asked for, its fault included
 * @param prompt all text of the request, instructions included
 * @param asked the text of the last message
 * @param includeUsage whether a stream is to report usage; dialects that always do set it
 * @param maxTokens the longest answer wanted, in words
 */
record Question(String model, String prompt, String asked, Shape shape, boolean includeUsage, int maxTokens) {
    enum Shape {
        WHOLE,
        EVENTS,
        /** One JSON array that arrives bit by bit: Gemini without {@code alt=sse}. */
        JSON_ARRAY
    }

    Fault fault() {
        return Fault.of(model);
    }

    boolean streamed() {
        return shape != Shape.WHOLE;
    }
}
