package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Composes the answer to a question: a few of the caller's own words, then filler until there is a word for each chunk. */
final class AnswerWriter {
    private static final int WORDS_REPEATED = 12;
    private static final List<String> FILLER =
            Words.of("and the water waits behind the gate until the turbine calls for a little more of it");

    private final int chunks;

    AnswerWriter(int chunks) {
        this.chunks = chunks;
    }

    Answer answer(Question question) {
        Fault fault = question.fault();
        List<String> words = words(question.asked());
        boolean cutShort = words.size() > question.maxTokens();
        List<String> kept = cutShort ? words.subList(0, question.maxTokens()) : words;
        int prompt = Math.max(1, Words.count(question.prompt()));
        return new Answer(
                Fault.modelWithout(question.model()),
                id(question.prompt()),
                pieces(kept),
                prompt,
                fault.is(Fault.Kind.CACHED_PROMPT) ? prompt / 2 : 0,
                kept.size(),
                cutShort,
                !fault.is(Fault.Kind.NO_USAGE));
    }

    private List<String> words(String asked) {
        List<String> words = new ArrayList<>(List.of("You", "said"));
        List<String> theirs = Words.of(asked);
        words.addAll(theirs.subList(0, Math.min(WORDS_REPEATED, theirs.size())));
        for (int i = 0; words.size() < chunks; i++) {
            words.add(FILLER.get(i % FILLER.size()));
        }
        return words;
    }

    private List<String> pieces(List<String> words) {
        int count = Math.min(chunks, words.size());
        List<String> pieces = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) words.size() * i / count);
            int to = (int) ((long) words.size() * (i + 1) / count);
            pieces.add((i == 0 ? "" : " ") + String.join(" ", words.subList(from, to)));
        }
        return pieces;
    }

    private static String id(String prompt) {
        CRC32 sum = new CRC32();
        sum.update(prompt.getBytes(UTF_8));
        return "%08x".formatted(sum.getValue());
    }
}
