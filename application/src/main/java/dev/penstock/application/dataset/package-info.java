/**
 * Keeping datasets. Plain blocking Java for virtual threads. Start at {@link
 * dev.penstock.application.dataset.ManageDatasets}.
 */
@NullMarked
package dev.penstock.application.dataset;

import org.jspecify.annotations.NullMarked;
