/**
 * Why a use case could not do what it was asked. Each driving adapter tells it to its own callers in their own words.
 */
@NullMarked
package dev.penstock.application.problem;

import org.jspecify.annotations.NullMarked;
