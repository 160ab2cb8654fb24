package dev.penstock.bootstrap.crooked.domain.hen;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.bootstrap.crooked.domain.egg.Egg;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

public final class Hen {
    private int weight;

    public void setWeight(int weight) {
        this.weight = weight;
    }

    public Egg lay() {
        return new Egg(new byte[] {(byte) weight});
    }

    String moment() {
        Supplier<Instant> now = Instant::now;
        return now.get() + " " + System.nanoTime() + System.currentTimeMillis() + UUID.randomUUID();
    }

    int chance() {
        return new Random().nextInt() + new ObjectMapper().hashCode();
    }
}
