package dev.penstock.providers.form;

/** How far the reader of a stream has come: what was shown, and whether another stream can go on from there. */
final class Progress {
    private static final int MOST_TEXT = 1024 * 1024;
    private static final int NO_BLOCK = -1;

    private final StringBuilder text = new StringBuilder();
    private boolean begun;
    private boolean bound;
    private boolean full;
    private int openBlock = NO_BLOCK;
    private int nextBlock;

    Progress copy() {
        Progress copy = new Progress();
        copy.text.append(text);
        copy.begun = begun;
        copy.bound = bound;
        copy.full = full;
        copy.openBlock = openBlock;
        copy.nextBlock = nextBlock;
        return copy;
    }

    void begin() {
        begun = true;
    }

    /** What it says was shown. */
    void tell(Saying saying) {
        begun = true;
        bound |= saying.binds();
        String more = saying.text();
        if (more != null) {
            add(more);
        }
    }

    /** An event was shown as it came, with the number of its block. */
    void add(Saying saying) {
        tell(saying);
        if (saying.blockKind() != null) {
            open(saying.block());
        } else if (saying.type().equals(MessagesWording.BLOCK_STOP)) {
            closeBlock();
        }
    }

    /** Beyond a bound the text is no longer gathered, and nobody can go on from there. */
    void add(String more) {
        full |= text.length() + more.length() > MOST_TEXT;
        if (!full) {
            text.append(more);
        }
    }

    void open(int block) {
        openBlock = block;
        nextBlock = Math.max(nextBlock, block + 1);
    }

    void closeBlock() {
        openBlock = NO_BLOCK;
    }

    String text() {
        return text.toString();
    }

    boolean hasBegun() {
        return begun;
    }

    boolean isBound() {
        return bound || full;
    }

    boolean hasOpenBlock() {
        return openBlock != NO_BLOCK;
    }

    int openBlock() {
        return openBlock;
    }

    /** The number of the next block that begins. */
    int nextBlock() {
        return nextBlock;
    }
}
