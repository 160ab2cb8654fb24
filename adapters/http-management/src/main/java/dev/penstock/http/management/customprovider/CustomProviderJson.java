package dev.penstock.http.management.customprovider;

import dev.penstock.domain.validation.Given;

/**
 * A custom provider as it is sent; what was left out is not the same as null.
 *
 * @param headers JSON text
 */
record CustomProviderJson(
        Given<String> baseUrl,
        Given<Boolean> beta,
        Given<String> curlExample,
        Given<String> description,
        Given<Boolean> enable,
        Given<String> headers,
        Given<String> jsExample,
        Given<String> link,
        Given<String> logo,
        Given<String> name,
        Given<Long> position,
        Given<String> slug) {
    /** Headers may hold credentials. */
    @Override
    public String toString() {
        return "CustomProviderJson[" + slug + "]";
    }
}
