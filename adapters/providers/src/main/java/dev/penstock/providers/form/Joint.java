package dev.penstock.providers.form;

/** Makes the passage of a stream that follows a broken one, in one API. */
interface Joint {
    /**
     * For one such stream.
     *
     * @param progress how far the broken stream was shown; the passage goes on with it
     * @param anew whether the stream tells the answer from its beginning
     */
    Passage after(Progress progress, boolean anew);
}
