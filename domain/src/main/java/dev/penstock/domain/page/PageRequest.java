package dev.penstock.domain.page;

/** Which slice of a list is wanted. Pages are counted from 1. */
public record PageRequest(int number, int size) {
    public PageRequest {
        if (number < 1 || size < 1) {
            throw new IllegalArgumentException("pages count from 1 and hold at least one item");
        }
    }

    /** How many items stand before this page. */
    public long offset() {
        return (number - 1L) * size;
    }
}
