package dev.penstock.bootstrap.exam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which ways through a Penstock are examined, and how requests take them. */
interface Plan {
    String name();

    /** The providers to be faked, by their slugs. */
    List<String> providers();

    List<Column> columns();

    boolean takes(Task task);

    /** The route that the run needs; null where it needs none. */
    @Nullable
    JsonNode route(Run run);

    /** The endpoint below the gateway. */
    String path(Run run);

    JsonNode body(Run run, String prompt);
}
