package dev.penstock.http.management.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.penstock.domain.page.Page;
import java.util.List;
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
    record PageFacts(int count, int page, int perPage, long totalCount) {}

    /** A success with a page, each item in its wire shape. */
    public static <T> Reply page(Page<T> page, Function<? super T, ?> shape) {
        List<Object> items = page.items().stream().<Object>map(shape).toList();
        PageFacts facts = new PageFacts(
                items.size(), page.request().number(), page.request().size(), page.total());
        return Reply.page(items, facts);
    }
}
