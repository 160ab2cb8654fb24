package dev.penstock.domain.dataset;

import java.math.BigDecimal;
import java.util.List;

/** Filters as JSON text, in the contract's words: what a search through datasets looks at. */
final class FilterText {
    private static final int FIRST_PLAIN = ' ';

    private final StringBuilder text = new StringBuilder();

    private FilterText() {}

    static String of(List<DatasetFilter> filters) {
        FilterText all = new FilterText();
        all.text.append('[');
        String comma = "";
        for (DatasetFilter filter : filters) {
            all.text.append(comma);
            all.append(filter);
            comma = ",";
        }
        return all.text.append(']').toString();
    }

    private void append(DatasetFilter filter) {
        text.append("{\"key\":\"").append(filter.key());
        text.append("\",\"operator\":\"").append(filter.operator()).append("\",\"value\":[");
        String comma = "";
        for (Object value : filter.sent()) {
            text.append(comma);
            append(value);
            comma = ",";
        }
        text.append("]}");
    }

    private void append(Object value) {
        if (value instanceof String words) {
            quote(words);
        } else {
            text.append(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        }
    }

    private void quote(String words) {
        text.append('"');
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c < FIRST_PLAIN ? "\\u%04X".formatted((int) c) : String.valueOf(c));
            }
        }
        text.append('"');
    }
}
