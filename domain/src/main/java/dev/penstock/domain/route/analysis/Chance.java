package dev.penstock.domain.route.analysis;

/** From the least to the most that chance can come to, each from 0 to 1. */
public record Chance(double least, double most) {
    public Chance {
        if (!(0 <= least && least <= most && most <= 1)) {
            throw new IllegalArgumentException("from " + least + " to " + most + " is no range of chances");
        }
    }
}
