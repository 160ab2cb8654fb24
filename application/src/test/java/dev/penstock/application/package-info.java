/** The test-jar: port contracts that every adapter runs, fakes that pass them too, and samples. */
@NullMarked
package dev.penstock.application;

import org.jspecify.annotations.NullMarked;
