/**
 * How callers reach models over HTTP: {@code /v1/{account}/{gateway}/...} becomes a request of the domain, and a reply or a
 * problem becomes HTTP again. Runs on event loops. Start at {@link dev.penstock.http.inference.InferenceEndpoint}; nothing
 * here decides what happens to a request.
 */
@NullMarked
package dev.penstock.http.inference;

import org.jspecify.annotations.NullMarked;
