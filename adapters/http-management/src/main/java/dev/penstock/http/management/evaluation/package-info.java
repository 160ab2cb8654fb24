/**
 * Evaluations and their types over HTTP. Start at {@link dev.penstock.http.management.evaluation.EvaluationEndpoint}.
 */
@NullMarked
package dev.penstock.http.management.evaluation;

import org.jspecify.annotations.NullMarked;
