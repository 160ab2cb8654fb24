package dev.penstock.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A stream that is full, and never says that it has drained since it broke. */
class PassingOverTest {
    private final FullStream stream = new FullStream();
    private final WriteStreamSubscriber writer = new WriteStreamSubscriber(stream, failure -> {});
    private final List<ByteBuffer> left = new ArrayList<>(List.of(chunk(), chunk(), chunk()));
    private final OnDemand chunks = new OnDemand() {
        @Override
        @Nullable
        ByteBuffer next() {
            return left.isEmpty() ? null : left.removeFirst();
        }
    };

    private static ByteBuffer chunk() {
        return ByteBuffer.wrap(new byte[] {1});
    }

    @Test
    void takes_the_rest_without_writing_it() {
        chunks.subscribe(writer);
        assertThat(left).hasSize(2);

        writer.passOver();

        assertThat(left).isEmpty();
        assertThat(stream.heard).containsExactly("chunk");
        assertThat(writer.isOver()).isTrue();
    }

    @Test
    void takes_everything_of_a_publisher_that_comes_later() {
        writer.passOver();

        chunks.subscribe(writer);

        assertThat(left).isEmpty();
        assertThat(stream.heard).isEmpty();
    }

    @Test
    void takes_nothing_more_once_the_writing_was_cancelled() {
        chunks.subscribe(writer);
        writer.cancel();

        writer.passOver();

        assertThat(left).hasSize(2);
    }

    private static final class FullStream implements WriteStream<Buffer> {
        private final List<String> heard = new ArrayList<>();

        @Override
        public Future<Void> write(Buffer chunk) {
            heard.add("chunk");
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> end() {
            heard.add("end");
            return Future.succeededFuture();
        }

        @Override
        public boolean writeQueueFull() {
            return true;
        }

        @Override
        public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
            return this;
        }

        @Override
        public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
            return this;
        }

        @Override
        public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
            return this;
        }
    }
}
