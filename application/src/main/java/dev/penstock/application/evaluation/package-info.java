/**
 * Keeping evaluations, and working them off in the background. Start at {@link
 * dev.penstock.application.evaluation.ManageEvaluations}, then {@link dev.penstock.application.evaluation.RunEvaluations}.
 */
@NullMarked
package dev.penstock.application.evaluation;

import org.jspecify.annotations.NullMarked;
