package dev.penstock.providers.dialect;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All dialects, by name: the only place, besides its own file, that knows of one. */
public final class Dialects {
    private static final Map<String, Dialect> ALL = Stream.of(new AnthropicDialect(), new BedrockConverseDialect())
            .collect(Collectors.toUnmodifiableMap(Dialect::name, Function.identity()));

    private Dialects() {}

    /** Null when there is none of that name. */
    public static @Nullable Dialect named(String name) {
        return ALL.get(name);
    }
}
