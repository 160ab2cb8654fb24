package dev.penstock.http.management.edge;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every operation, found by method and raw path. API paths are known with and without {@code /client/v4} before them. */
public final class Operations {
    private static final String PREFIX = "/client/v4";
    private static final List<String> API = List.of("/accounts", "/user");

    private final List<Entry> entries;
    private final Set<String> roots = new HashSet<>();

    private record Entry(PathTemplate template, Operation operation) {}

    /** What a method and a path lead to. */
    public sealed interface Match {
        /** An operation, with the decoded parts of the path by name. */
        record Found(Operation operation, Map<String, String> params) implements Match {}

        /** The path is known, the method is not. */
        record WrongMethod(SortedSet<String> allowed) implements Match {}

        /** Nothing is there. */
        record Unknown() implements Match {}
    }

    public Operations(List<Operation> operations) {
        entries = operations.stream()
                .map(operation -> new Entry(new PathTemplate(operation.path()), operation))
                .toList();
        roots.add(root(PREFIX));
        operations.forEach(operation -> roots.add(root(operation.path())));
    }

    /** Whether a path begins with the first segment of one of these. Cheap: data plane traffic asks. */
    public boolean claim(String rawPath) {
        return roots.contains(root(rawPath));
    }

    private static String root(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? path : path.substring(0, slash);
    }

    public List<Operation> all() {
        return entries.stream().map(Entry::operation).toList();
    }

    /** A HEAD request finds what answers GET. */
    public Match match(String method, String rawPath) {
        String path = belowPrefix(rawPath);
        String wanted = method.equals("HEAD") ? "GET" : method;
        SortedSet<String> allowed = new TreeSet<>();
        for (Entry entry : entries) {
            Map<String, String> params = entry.template.match(path);
            if (params != null) {
                if (entry.operation.method().equals(wanted)) {
                    return new Match.Found(entry.operation, params);
                }
                allowed.add(entry.operation.method());
            }
        }
        return allowed.isEmpty() ? new Match.Unknown() : new Match.WrongMethod(allowed);
    }

    private static String belowPrefix(String rawPath) {
        String path = rawPath.startsWith(PREFIX) ? rawPath.substring(PREFIX.length()) : "";
        boolean api = API.stream().anyMatch(part -> path.equals(part) || path.startsWith(part + "/"));
        return api ? path : rawPath;
    }
}
