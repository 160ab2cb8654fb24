package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocsPageTest {
    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anybody_may_read_the_page_and_the_files_that_it_names() {
        Server.Answer page = server.send(server.request("/docs"));
        List<String> files = Pattern.compile("(?:src|href)=\"(docs/[^\"]*)\"")
                .matcher(text(page))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("cache-control")).isEqualTo("no-cache");
        assertThat(files).hasSize(3).allSatisfy(name -> {
            Server.Answer file = server.send(server.request("/" + name));
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.header("content-type"))
                    .isEqualTo((name.endsWith(".css") ? "text/css" : "text/javascript") + "; charset=utf-8");
            assertThat(file.header("cache-control")).contains("immutable");
            assertThat(file.http().body()).isNotEmpty();
        });
    }

    @Test
    void nothing_comes_from_elsewhere_and_no_script_stands_in_the_page() {
        Server.Answer page = server.send(server.request("/docs"));

        assertThat(page.header("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http");
        assertThat(text(page)).doesNotContain("http:", "https:", "//");
        assertThat(Pattern.compile("<script[^>]*>([^<]*)</script>")
                        .matcher(text(page))
                        .results()
                        .map((MatchResult script) -> script.group(1)))
                .isNotEmpty()
                .allMatch(String::isEmpty);
    }

    @Test
    void the_licences_of_what_was_bundled_are_there() {
        String name = text(server.send(server.request("/docs"))).replaceAll("(?s).*(docs/[^/]*/)page\\.js.*", "$1");

        Server.Answer licences = server.send(server.request("/" + name + "swagger-ui-bundle.js.LICENSE.txt"));

        assertThat(text(licences)).contains("MIT");
    }

    @Test
    void other_files_and_other_releases_are_not_there() {
        for (String path : List.of("/docs/", "/docs/x/page.js", "/docs/../docs/x", "/docs/x/..%2f..%2fpackage.json")) {
            assertThat(server.send(server.request(path)).status()).as(path).isEqualTo(404);
        }
    }

    private static String text(Server.Answer answer) {
        return new String(answer.http().body(), StandardCharsets.UTF_8);
    }
}
