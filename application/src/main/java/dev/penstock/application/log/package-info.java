/**
 * Writing requests down behind the traffic's back, and reading them again. Start at {@link
 * dev.penstock.application.log.LogQueue} and {@link dev.penstock.application.log.ManageLogs}.
 */
@NullMarked
package dev.penstock.application.log;

import org.jspecify.annotations.NullMarked;
