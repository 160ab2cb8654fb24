package dev.penstock.domain.cache;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an Accept-Encoding header allows (RFC 9110, section 12.5.3): each coding, and whether it is refused by a weight of zero. */
record AcceptedEncodings(Map<String, Boolean> allowed) {
    private static final String ANY = "*";
    private static final String IDENTITY = "identity";

    AcceptedEncodings {
        allowed = Map.copyOf(allowed);
    }

    static AcceptedEncodings of(@Nullable String header) {
        Map<String, Boolean> allowed = new HashMap<>();
        for (String coding : header == null ? new String[0] : header.split(",", -1)) {
            String[] parts = coding.split(";", -1);
            boolean refused = parts.length > 1 && parts[1].strip().matches("(?i)q\\s*=\\s*0(\\.0*)?");
            allowed.put(name(parts[0]), !refused);
        }
        return new AcceptedEncodings(allowed);
    }

    /**
     * Whether a body in these codings may be sent.
     *
     * @param codings the value of its Content-Encoding
     */
    boolean allow(String codings) {
        for (String coding : codings.split(",", -1)) {
            String name = name(coding);
            boolean plain = name.isEmpty() || name.equals(IDENTITY);
            if (!plain && !allowed.getOrDefault(name, allowed.getOrDefault(ANY, false))) {
                return false;
            }
        }
        return true;
    }

    /** The older names mean the same. */
    private static String name(String coding) {
        String name = coding.strip().toLowerCase(Locale.ROOT);
        return name.startsWith("x-") ? name.substring(2) : name;
    }
}
