package dev.penstock.http.management.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectListQueryTest {
    private static final List<String> ALPHABET =
            List.of("model", "a&b", "x=y", "ü€😀", "100%", "a+b", " ", "[]", "{\"k\":1}", "filters.key", "#", "null");

    private static @Nullable JsonNode read(String query) {
        return ObjectListQuery.read(QueryString.parse(query), "filters", new Findings());
    }

    @Test
    void a_query_without_filters_has_none() {
        assertThat(read("page=1&filtersx=1")).isNull();
    }

    @Test
    void an_empty_array_is_no_filter() {
        assertThat(read("filters=[]")).isNull();
    }

    @Test
    void a_part_that_is_missing_stays_missing() {
        assertThat(read("filters.key=model&filters.key=cost&filters.operator=gt"))
                .hasToString("[{\"key\":\"model\"},{\"key\":\"cost\",\"operator\":\"gt\"}]");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void whatever_list_is_written_in_dotted_form_is_read_back(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            ArrayNode list = list(random);

            JsonNode read = read(dotted(list, random));

            assertThat(read).as("seed %d, round %d", seed, round).isEqualTo(list);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 6, 9})
    void whatever_list_is_written_as_json_is_read_back(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            ArrayNode list = list(random);

            JsonNode read = read("filters=" + encode(list.toString()));

            assertThat(read).as("seed %d, round %d", seed, round).isEqualTo(list);
        }
    }

    private static ArrayNode list(Random random) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        int filters = 1 + random.nextInt(4);
        for (int i = 0; i < filters; i++) {
            ObjectNode filter = list.addObject();
            filter.put("key", text(random));
            filter.put("operator", text(random));
            ArrayNode values = filter.putArray("value");
            int count = 1 + random.nextInt(4);
            for (int j = 0; j < count; j++) {
                if (random.nextInt(5) == 0) {
                    values.addNull();
                } else {
                    values.add(text(random));
                }
            }
        }
        return list;
    }

    private static String text(Random random) {
        return ALPHABET.get(random.nextInt(ALPHABET.size()));
    }

    /** As SDKs write it: each filter's parts in one order for the whole query, between parameters of other names. */
    private static String dotted(ArrayNode list, Random random) {
        List<String> order = new ArrayList<>(List.of("key", "operator", "value"));
        Collections.shuffle(order, random);
        List<String> pairs = new ArrayList<>(List.of("page=1"));
        for (JsonNode filter : list) {
            for (String part : order) {
                if (part.equals("value")) {
                    filter.path(part)
                            .forEach(value ->
                                    pairs.add("filters.value=" + (value.isNull() ? "" : encode(value.asText()))));
                } else {
                    pairs.add("filters." + part + "=" + encode(filter.path(part).asText()));
                }
                if (random.nextInt(4) == 0) {
                    pairs.add("search=" + encode(text(random)));
                }
            }
        }
        return String.join("&", pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
