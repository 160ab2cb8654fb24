/**
 * How a request to a model is served: an ordered list of stages around one provider call. Runs on event loops, so nothing here
 * blocks. Start at {@link dev.penstock.application.inference.ServeInference}.
 */
@NullMarked
package dev.penstock.application.inference;

import org.jspecify.annotations.NullMarked;
