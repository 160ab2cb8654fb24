package dev.penstock.providers.form;

import org.jspecify.annotations.Nullable;

/** What a stream that begins anew has still to say of what was shown already. */
final class Repetition {
    private final String shown;
    private int said;

    Repetition(Progress progress, boolean anew) {
        shown = anew ? progress.text() : "";
    }

    boolean isOver() {
        return said == shown.length();
    }

    /** What of this piece goes beyond what was shown, empty for nothing; null when it says something else. */
    @Nullable
    String beyond(String piece) {
        int same = Math.min(piece.length(), shown.length() - said);
        if (!shown.regionMatches(said, piece, 0, same)) {
            return null;
        }
        said += same;
        return piece.substring(same);
    }
}
