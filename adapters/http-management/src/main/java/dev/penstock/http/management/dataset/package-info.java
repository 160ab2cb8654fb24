/**
 * Datasets over HTTP. Start at {@link dev.penstock.http.management.dataset.DatasetEndpoint}.
 */
@NullMarked
package dev.penstock.http.management.dataset;

import org.jspecify.annotations.NullMarked;
