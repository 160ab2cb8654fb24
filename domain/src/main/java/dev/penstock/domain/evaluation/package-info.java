/**
 * Figures over the logs that datasets choose. An evaluation is worked off stretch by stretch: what it has come to is a value,
 * and every step makes the next one. Start at {@link dev.penstock.domain.evaluation.Evaluation}.
 */
@NullMarked
package dev.penstock.domain.evaluation;

import org.jspecify.annotations.NullMarked;
