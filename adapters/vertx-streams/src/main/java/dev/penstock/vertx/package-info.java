/**
 * Bodies, headers and frames on their way between Vert.x and the domain, with backpressure. Used by the adapters that speak HTTP for
 * traffic; knows nothing of either side's meaning.
 */
@NullMarked
package dev.penstock.vertx;

import org.jspecify.annotations.NullMarked;
