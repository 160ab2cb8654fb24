package dev.penstock.bootstrap.crooked.domain.egg;

import dev.penstock.bootstrap.crooked.domain.hen.Hen;

@SuppressWarnings("ArrayRecordComponent") // the very thing that a test wants to find
public record Egg(byte[] shell) {
    Hen hatch() {
        return new Hen();
    }
}
