package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Routes with the whole house: what is written by the API is what the next request meets, before and after a start. */
class RoutesReachTrafficTest {
    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    private static final String ELEMENTS = """
            [{"id": "s", "type": "start", "outputs": {"next": {"elementId": "e"}}}, {"id": "e", "type": "end", "outputs": {}}]""";

    private static String create(RunningServer server, String name) {
        return server.manage(
                        "POST", "/gateways/g/routes", "{\"name\":\"%s\",\"elements\":%s}".formatted(name, ELEMENTS))
                .body()
                .at("/result/id")
                .asText();
    }

    /** The routes that the unified API can be asked for. */
    private static List<String> routes(RunningServer server) {
        String path = "/v1/" + RunningServer.ACCOUNT + "/g/compat/models";
        return StreamSupport.stream(
                        server.send(server.request(path)
                                        .header("cf-aig-authorization", "Bearer " + RunningServer.TOKEN)
                                        .GET())
                                .body()
                                .path("data")
                                .spliterator(),
                        false)
                .map(model -> model.path("id").asText())
                .filter(id -> id.startsWith("dynamic/"))
                .toList();
    }

    @Test
    void lets_the_next_request_meet_every_change_and_every_start(@TempDir Path folder) {
        try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
            server.create("g");
            create(server, "a");
            String renamed = create(server, "b");
            server.manage("PATCH", "/gateways/g/routes/" + renamed, "{\"name\":\"c\"}");
            String gone = create(server, "d");
            server.manage("DELETE", "/gateways/g/routes/" + gone, null);

            assertThat(routes(server)).containsExactly("dynamic/a", "dynamic/c");
        }

        try (RunningServer server = RunningServer.in(folder, PROVIDER)) {
            assertThat(routes(server)).containsExactly("dynamic/a", "dynamic/c");

            server.manage("DELETE", "/gateways/g", null);
            server.create("g");
            assertThat(routes(server)).isEmpty();
        }
    }
}
