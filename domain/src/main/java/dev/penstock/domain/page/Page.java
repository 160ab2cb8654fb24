package dev.penstock.domain.page;

import java.util.List;
import java.util.function.Function;

/** One slice of a list, with the length of the whole list. A page past the end is empty, never an error. */
public record Page<T>(List<T> items, long total, PageRequest request) {
    public Page {
        items = List.copyOf(items);
        if (items.size() > request.size() || total < items.size()) {
            throw new IllegalArgumentException("a page holds at most what was asked for, out of at least that many");
        }
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(items.stream().<R>map(mapper).toList(), total, request);
    }

    /** The asked-for slice of a list that is in memory. */
    public static <T> Page<T> of(List<T> all, PageRequest request) {
        int from = (int) Math.min(request.offset(), all.size());
        int to = from + Math.min(request.size(), all.size() - from);
        return new Page<>(all.subList(from, to), all.size(), request);
    }
}
