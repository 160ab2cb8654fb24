package dev.penstock.domain.customprovider;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.HopHeaders;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers that go out with every call to a custom provider. Their values may be credentials, so they are secrets. */
public record ExtraHeaders(Map<String, Secret> values) {
    public static final ExtraHeaders NONE = new ExtraHeaders(Map.of());

    private static final int MOST = 64;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_VALUE = 4096;
    private static final int LONGEST = 8192;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e](?:[\\t\\x20-\\x7e]*[\\x21-\\x7e])?");

    public ExtraHeaders {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static ExtraHeaders of(Map<String, String> checked) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        checked.forEach((name, value) -> secrets.put(name, new Secret(value)));
        return new ExtraHeaders(secrets);
    }

    static void check(Path path, Map<String, String> sent, Violations violations) {
        if (sent.size() > MOST) {
            violations.add(path, "Object must contain at most %d header(s)".formatted(MOST));
            return;
        }
        Set<String> seen = new HashSet<>();
        int length = 0;
        for (Map.Entry<String, String> line : sent.entrySet()) {
            length += line.getKey().length() + line.getValue().length();
            check(path.key(line.getKey()), line.getKey(), line.getValue(), violations);
            if (!seen.add(line.getKey().toLowerCase(Locale.ROOT))) {
                violations.add(path.key(line.getKey()), "A header stands twice");
            }
        }
        if (length > LONGEST) {
            violations.add(path, "String must contain at most %d character(s)".formatted(LONGEST));
        }
    }

    private static void check(Path path, String name, String value, Violations violations) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            violations.add(path, "Invalid header name");
        } else if (HopHeaders.forProvider(new Headers(List.of(new Header(name, "x"))))
                .lines()
                .isEmpty()) {
            violations.add(path, "This header belongs to the connection or to the gateway");
        }
        if (value.length() > LONGEST_VALUE || !VALUE.matcher(value).matches()) {
            violations.add(path, "Invalid header value");
        }
    }

    /** What goes out: the caller's own lines, and those of these that the caller did not send. */
    public Headers under(Headers sent) {
        if (values.isEmpty()) {
            return sent;
        }
        List<Header> lines = new ArrayList<>(sent.lines());
        values.forEach((name, value) -> {
            if (sent.get(name) == null) {
                lines.add(new Header(name, value.reveal()));
            }
        });
        return new Headers(lines);
    }
}
