package dev.penstock.http.management;

import dev.penstock.application.port.LogStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A server with the log of one gateway, and what tests of it say often. */
abstract class LogsOverHttp {
    static final String LOGS = "/gateways/main/logs";

    final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    void keep(LogStore.Written... rows) {
        server.logs.append(List.of(rows));
    }

    static String log(int number) {
        return LOGS + "/" + SampleLogs.key(number).id();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The numbers of the sample entries in the answer, in its order. */
    static List<Integer> numbers(Server.Answer answer) {
        List<Integer> numbers = new ArrayList<>();
        answer.result().forEach(log -> {
            String id = log.path("id").asText();
            numbers.add(Integer.parseInt(id.substring(id.length() - 4), 16));
        });
        return numbers;
    }
}
