package dev.penstock.providers.form;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How one API words the events of its streams. Has no state. */
interface Wording {
    String name();

    /** Reads one event, whose outer object has just begun, up to that object's end. */
    void read(JsonParser event, Saying saying) throws IOException;

    /** The data of an event that is no JSON, such as {@code [DONE]}; false when it means nothing here. */
    default boolean isEnd(String word) {
        return false;
    }

    ByteBuffer error(String message);

    /** Empty where nothing can be made up. */
    ByteBuffer missingEnd();

    /** Null where no other stream can go on from a broken one. */
    @Nullable
    Joint joint();
}
