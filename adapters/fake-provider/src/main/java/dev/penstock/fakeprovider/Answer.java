package dev.penstock.fakeprovider;

import java.util.List;

/**
 * What the fake model says, the same whether it is streamed or not.
 *
 * @param id hex digits that follow from the request
 * @param pieces the text in order; joined as they are they make the whole
 * @param promptTokens words of the prompt, the cached ones included
 * @param cachedTokens how many of them came from the prompt cache
 * @param cutShort whether the caller's limit ended it
 * @param usageShown whether the answer reports its token counts
 */
record Answer(
        String model,
        String id,
        List<String> pieces,
        int promptTokens,
        int cachedTokens,
        int outputTokens,
        boolean cutShort,
        boolean usageShown) {
    Answer {
        pieces = List.copyOf(pieces);
    }

    String text() {
        return String.join("", pieces);
    }
}
