/**
 * What keeps bad providers away from callers (fault conduct): answers that are looked at before they are shown, and broken
 * streams that another model goes on with. Knows bodies and time, nothing of gateways. Start at {@link
 * dev.penstock.application.conduct.AwaitedStream}.
 */
@NullMarked
package dev.penstock.application.conduct;

import org.jspecify.annotations.NullMarked;
