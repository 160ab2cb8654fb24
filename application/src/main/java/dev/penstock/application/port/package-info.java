/**
 * Everything the house needs from outside, one interface each, in domain types. Stores are called from virtual threads and may
 * block; what inference uses answers at once or with a {@code CompletionStage}. Every adapter runs the contract of its port.
 */
@NullMarked
package dev.penstock.application.port;

import org.jspecify.annotations.NullMarked;
