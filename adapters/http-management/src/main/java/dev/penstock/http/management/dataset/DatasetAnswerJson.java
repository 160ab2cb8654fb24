package dev.penstock.http.management.dataset;

import java.util.List;

/** A dataset as it is shown. Values of filters are what was sent. */
record DatasetAnswerJson(
        String id,
        String accountId,
        String accountTag,
        String gatewayId,
        String name,
        boolean enable,
        List<FilterJson> filters,
        String createdAt,
        String modifiedAt) {
    record FilterJson(String key, String operator, List<Object> value) {}
}
