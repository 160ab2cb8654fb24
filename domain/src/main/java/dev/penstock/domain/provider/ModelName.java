package dev.penstock.domain.provider;

/** A model as a provider spells it: {@code gpt-4o-mini}, {@code @cf/meta/llama-3.1-8b-instruct}. */
public record ModelName(String value) {
    /** Longer names are cut: nobody sells one, and a log row must stay small. */
    public static final int MAX_LENGTH = 256;

    public ModelName {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a model name has 1 to " + MAX_LENGTH + " characters");
        }
    }

    public static ModelName cut(String value) {
        return new ModelName(value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value);
    }

    @Override
    public String toString() {
        return value;
    }
}
