/** Searching texts for the patterns of strangers with RE2/J. Start at {@link dev.penstock.re2j.Re2jSearch}. */
@NullMarked
package dev.penstock.re2j;

import org.jspecify.annotations.NullMarked;
