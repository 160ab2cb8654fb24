package dev.penstock.domain.validation;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One optional setting as a person sent it. Leaving a setting out and sending {@code null} for it are different wishes:
 * the first keeps what is there, the second clears it.
 */
public sealed interface Given<T> {
    record Omitted<T>() implements Given<T> {}

    record Cleared<T>() implements Given<T> {}

    record Sent<T>(T value) implements Given<T> {}

    static <T> Given<T> omitted() {
        return new Omitted<>();
    }

    /** A sent value; {@code null} clears. */
    static <T> Given<T> of(@Nullable T value) {
        return value == null ? new Cleared<>() : new Sent<>(value);
    }

    default boolean isOmitted() {
        return this instanceof Omitted;
    }

    /** The sent value, or null when it was cleared or left out. */
    default @Nullable T orNull() {
        return this instanceof Sent<T>(T value) ? value : null;
    }

    /** What holds after this wish, when {@code kept} held before. */
    default @Nullable T over(@Nullable T kept) {
        return switch (this) {
            case Omitted<T>() -> kept;
            case Cleared<T>() -> null;
            case Sent<T>(T value) -> value;
        };
    }

    /** The same wish for what the value stands for. */
    default <R> Given<R> map(Function<? super T, ? extends R> mapper) {
        return switch (this) {
            case Omitted<T>() -> new Omitted<>();
            case Cleared<T>() -> new Cleared<>();
            case Sent<T>(T value) -> new Sent<>(mapper.apply(value));
        };
    }
}
