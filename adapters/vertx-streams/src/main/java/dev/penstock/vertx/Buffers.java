package dev.penstock.vertx;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;

/** Byte buffers of the one kind seen as those of the other, without copying. */
public final class Buffers {
    private Buffers() {}

    public static Buffer toVertx(ByteBuffer bytes) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
    }

    /** Valid as long as nobody changes the Vert.x buffer. */
    public static ByteBuffer toBytes(Buffer buffer) {
        return ((BufferInternal) buffer).getByteBuf().nioBuffer();
    }
}
