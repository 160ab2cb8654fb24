package dev.penstock.http.management;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Locale;

/** An answer as a description of the API sees it: what was asked for, and what came back. */
record Seen(String method, String rawPath, int status, String contentType, JsonNode body) {
    static Seen of(HttpResponse<?> answer, JsonNode body) {
        return new Seen(
                answer.request().method(),
                answer.request().uri().getRawPath(),
                answer.statusCode(),
                answer.headers().firstValue("content-type").orElse(""),
                body);
    }

    boolean isJson() {
        return contentType.equals("application/json");
    }

    /** The method as descriptions write it. A HEAD request is answered as a GET. */
    String describedMethod() {
        return method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
    }
}
