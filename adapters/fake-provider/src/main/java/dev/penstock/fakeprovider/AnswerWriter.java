package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.penstock.fakeprovider.OfferedTools.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Composes the answer to a question: a few of the caller's own words, then filler until there is a word for each chunk.
 * Where tools are to be called, it calls them instead.
 */
final class AnswerWriter {
    private static final int WORDS_REPEATED = 12;
    private static final List<String> FILLER =
            Words.of("and the water waits behind the gate until the turbine calls for a little more of it");

    private final int chunks;

    AnswerWriter(int chunks) {
        this.chunks = chunks;
    }

    Answer answer(Question question, Fault fault) {
        int asked = fault.is(Fault.Kind.TOOL_CALLS) ? fault.tokens() : 0;
        List<Tool> tools = question.tools().called(question.prompt(), asked);
        return tools.isEmpty() ? spoken(question, fault) : calling(tools, question, fault);
    }

    private Answer spoken(Question question, Fault fault) {
        boolean counted = fault.endsAfterTokens();
        int wanted = counted ? Math.max(chunks, fault.tokens() + fault.tokens() / 2) : chunks;
        List<String> words = rest(words(question.prompt().last(), wanted), question.prompt());
        String stop = firstStop(words, question.stops());
        if (stop != null) {
            String all = String.join(" ", words);
            words = Words.of(all.substring(0, all.indexOf(stop)));
        }
        boolean cut = words.size() > question.maxTokens();
        List<String> kept = cut ? words.subList(0, question.maxTokens()) : words;
        Answer.Ending ending =
                cut ? Answer.Ending.LIMIT : stop == null ? Answer.Ending.DONE : Answer.Ending.STOP_SEQUENCE;
        Block block = new Block(null, pieces(kept, counted ? wanted : chunks, question.prompt()));
        return answer(question, fault, List.of(block), ending, cut ? null : stop, kept.size());
    }

    /** What is left to say when the caller has given the start; everything where the model would not have begun so. */
    private static List<String> rest(List<String> words, Prompt prompt) {
        List<String> start = prompt.prefilled() ? Words.of(prompt.start()) : List.of();
        boolean mine =
                start.size() <= words.size() && words.subList(0, start.size()).equals(start);
        return mine ? words.subList(start.size(), words.size()) : words;
    }

    private static List<String> pieces(List<String> words, int wanted, Prompt prompt) {
        List<String> pieces = Pieces.ofWords(words, wanted);
        boolean joined = words.isEmpty()
                || !prompt.prefilled()
                || !prompt.start().equals(prompt.start().stripTrailing());
        if (joined) {
            return pieces;
        }
        List<String> apart = new ArrayList<>(pieces);
        apart.set(0, " " + apart.getFirst());
        return apart;
    }

    private Answer calling(List<Tool> tools, Question question, Fault fault) {
        List<String> theirs = Words.of(question.prompt().last());
        String words = String.join(" ", theirs.subList(0, Math.min(WORDS_REPEATED, theirs.size())));
        List<Block> blocks = new ArrayList<>();
        int output = 0;
        for (Tool tool : tools) {
            String arguments = ToolArguments.of(tool.schema(), words).toString();
            output += Words.count(arguments);
            blocks.add(new Block(tool.name(), Pieces.ofText(arguments, chunks)));
        }
        return answer(question, fault, blocks, Answer.Ending.TOOL_CALLED, null, output);
    }

    private static Answer answer(
            Question question,
            Fault fault,
            List<Block> blocks,
            Answer.Ending ending,
            @Nullable String stop,
            int output) {
        String prompt = question.prompt().all();
        return new Answer(
                Fault.modelWithout(question.model()),
                id(prompt),
                blocks,
                ending,
                stop,
                tokens(Math.max(1, Words.count(prompt)), output, fault));
    }

    private static Tokens tokens(int prompt, int output, Fault fault) {
        return switch (fault.kind()) {
            case NO_USAGE -> new Tokens(prompt, 0, output, 0, false);
            case CACHED_PROMPT -> new Tokens(prompt, prompt / 2, output, 0, true);
            case MORE_TOKENS ->
                new Tokens(
                        prompt + fault.tokens(), fault.tokens(), output + fault.reasoning(), fault.reasoning(), true);
            default -> new Tokens(prompt, 0, output, 0, true);
        };
    }

    private static List<String> words(String asked, int wanted) {
        List<String> words = new ArrayList<>(List.of("You", "said"));
        List<String> theirs = Words.of(asked);
        words.addAll(theirs.subList(0, Math.min(WORDS_REPEATED, theirs.size())));
        for (int i = 0; words.size() < wanted; i++) {
            words.add(FILLER.get(i % FILLER.size()));
        }
        return words;
    }

    private static @Nullable String firstStop(List<String> words, List<String> stops) {
        if (stops.isEmpty()) {
            return null;
        }
        String all = String.join(" ", words);
        String first = null;
        for (String stop : stops) {
            int at = all.indexOf(stop);
            if (at >= 0 && (first == null || at < all.indexOf(first))) {
                first = stop;
            }
        }
        return first;
    }

    private static String id(String prompt) {
        CRC32 sum = new CRC32();
        sum.update(prompt.getBytes(UTF_8));
        return "%08x".formatted(sum.getValue());
    }
}
