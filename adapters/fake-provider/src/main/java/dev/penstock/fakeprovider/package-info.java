/**
 * A provider on loopback that answers, streams and fails as told: for the demo, tests, the fault exam and benchmarks.
 * Start at {@link dev.penstock.fakeprovider.FakeProvider}; {@code FrontDesk} shows what it serves, {@code Fault} how it
 * fails. Nothing here knows the gateway.
 */
@NullMarked
package dev.penstock.fakeprovider;

import org.jspecify.annotations.NullMarked;
