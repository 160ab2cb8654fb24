package dev.penstock.http.inference;

/** What may stand in a header (RFC 9110, section 5): for headers that came in otherwise than through the HTTP parser. */
final class HeaderText {
    private static final String NAME_MARKS = "!#$%&'*+-.^_`|~";

    private HeaderText() {}

    static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(HeaderText::isNameCharacter);
    }

    static boolean isValue(String text) {
        return text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff));
    }

    /** Whether a text is made of what may stand in a request line. */
    static boolean isVisible(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || NAME_MARKS.indexOf(c) >= 0;
    }
}
