package dev.penstock.domain.inference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a JSON request body found at its top level. The look ends at the model's name; what stands elsewhere is
 * looked for only when somebody asks.
 *
 * @param model the value of {@code model}; null when there is none or the body was not looked at
 * @param modelStart where the text of that value starts, in bytes from the start of the body, after its opening quote; -1
 *     when it is not known or the value is written with escapes
 * @param rest looks through the whole body, each time
 */
public record RequestFacts(@Nullable String model, int modelStart, Rest rest) {
    public static final RequestFacts NONE = new RequestFacts(null, -1, () -> Asked.NOTHING);

    /** About a body that asks for nothing else. */
    public RequestFacts(@Nullable String model, int modelStart) {
        this(model, modelStart, NONE.rest);
    }

    /** Looks for what does not stand in a known place. */
    @FunctionalInterface
    public interface Rest {
        Asked ask();

        /**
         * What stands at places that somebody names, in one look through the body.
         *
         * @param places each by the names of members and positions in lists that lead to it
         * @return of maps, lists, texts, {@code BigDecimal}s, booleans and nulls; a place where nothing stands is not among them,
         *     and of a value larger than any filter may be, only the beginning is
         */
        default Map<List<String>, @Nullable Object> find(Set<List<String>> places) {
            return Map.of();
        }
    }

    /**
     * What the body asks of the model.
     *
     * @param stream whether the answer is to come in pieces
     * @param mostTokens how many tokens each answer may have; null when the body sets no bound
     * @param answers how many answers are asked for
     * @param naming how well the body says which model is meant
     */
    public record Asked(boolean stream, @Nullable Long mostTokens, int answers, Naming naming) {
        public static final Asked NOTHING = new Asked(false, null, 1, Naming.CLEAR);
    }

    /** Whether everybody who reads a body finds the same model in it. */
    public enum Naming {
        /** One at most. */
        CLEAR,
        /** Several, of which some readers take the first and some the last. */
        SEVERAL,
        /** Not to its end: what stands behind the fault is for readers who mind it less. */
        UNREADABLE
    }

    /** The same about a body in which the model is called otherwise. */
    public RequestFacts withModel(String next, int start) {
        return new RequestFacts(next, start, rest);
    }
}
