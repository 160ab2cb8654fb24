package dev.penstock.http.management;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.evaluation.EvaluationType;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Datasets and evaluations as they are sent. */
final class SampleDatasets {
    /** Every way of writing a value. */
    static final String FILTERS = """
            [{"key":"success","operator":"eq","value":["true",true,1]},
             {"key":"cost","operator":"gt","value":["1.50",0.25]},
             {"key":"created_at","operator":"lt","value":["2026-11-21T13:00:00+01:00",1795260600000]},
             {"key":"model","operator":"contains","value":["gpt\\"\\\\",5]},
             {"key":"tokens","operator":"eq","value":[]}]""";

    private SampleDatasets() {}

    static String dataset(String name) {
        return dataset(name, true, FILTERS);
    }

    static String dataset(String name, boolean enable, String filters) {
        return "{\"name\":\"%s\",\"enable\":%s,\"filters\":%s}".formatted(name, enable, filters);
    }

    /** An evaluation of every type. */
    static String evaluation(String name, JsonNode... datasets) {
        return "{\"name\":\"%s\",\"dataset_ids\":[%s],\"evaluation_type_ids\":[%s]}"
                .formatted(
                        name,
                        Arrays.stream(datasets)
                                .map(dataset -> dataset.path("id").toString())
                                .collect(Collectors.joining(",")),
                        Arrays.stream(EvaluationType.values())
                                .map(type -> "\"" + type.id() + "\"")
                                .collect(Collectors.joining(",")));
    }
}
