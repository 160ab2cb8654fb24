/**
 * The fault exam: sixteen ways in which a provider fails, put before a gateway, and what its caller experiences judged. Start at
 * {@link dev.penstock.bootstrap.exam.Exam}; {@link dev.penstock.bootstrap.exam.Task} lists the faults, {@link dev.penstock.bootstrap.exam.Judge} what each
 * demands, and {@link dev.penstock.bootstrap.exam.Candidate} is the gateway examined. Nothing here knows the command line, or how a Penstock is started.
 */
@NullMarked
package dev.penstock.bootstrap.exam;

import org.jspecify.annotations.NullMarked;
