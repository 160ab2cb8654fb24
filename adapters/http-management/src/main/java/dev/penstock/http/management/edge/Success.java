package dev.penstock.http.management.edge;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.penstock.domain.page.Page;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The envelope of a success. */
public record Success(
        boolean success,
        Object result,

        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("result_info") @Nullable
        PageFacts page,

        List<String> errors,
        List<String> messages) {
    /** Which slice of a list an answer holds. */
    record PageFacts(
            int count,
            int page,
            int perPage,
            long totalCount,
            @JsonAnyGetter Map<String, Object> more) {}

    /** A success with a page, each item in its wire shape. */
    public static <T> Reply page(Page<T> page, Function<? super T, ?> shape) {
        return page(page, shape, Map.of());
    }

    /** As above, with more facts about all items of the list. */
    public static <T> Reply page(Page<T> page, Function<? super T, ?> shape, Map<String, Object> more) {
        List<Object> items = page.items().stream().<Object>map(shape).toList();
        PageFacts facts = new PageFacts(
                items.size(), page.request().number(), page.request().size(), page.total(), more);
        return Reply.page(items, facts);
    }
}
