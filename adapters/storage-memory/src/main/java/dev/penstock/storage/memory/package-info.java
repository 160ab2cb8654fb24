/** Every store in maps: for tests, for the embedded face, and for servers that need not remember. Nothing survives the process. */
@NullMarked
package dev.penstock.storage.memory;

import org.jspecify.annotations.NullMarked;
