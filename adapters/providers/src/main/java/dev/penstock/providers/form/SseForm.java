package dev.penstock.providers.form;

import dev.penstock.application.port.AnswerForms.Reading;
import dev.penstock.application.port.AnswerForms.StreamForm;
import java.nio.ByteBuffer;

/** The server-sent events of one API. */
record SseForm(Wording wording) implements StreamForm {
    @Override
    public String name() {
        return wording.name();
    }

    @Override
    public Reading read() {
        return StreamReading.of(wording);
    }

    @Override
    public Reading readOn(Reading shown, boolean anew) {
        Joint joint = wording.joint();
        if (joint == null || !(shown instanceof StreamReading broken)) {
            throw new IllegalArgumentException("no stream can go on from there");
        }
        return StreamReading.after(broken, joint, anew);
    }

    @Override
    public ByteBuffer error(String message) {
        return wording.error(message);
    }
}
