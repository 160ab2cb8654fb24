/**
 * Where the house is put together: the only place that knows every adapter. {@link dev.penstock.bootstrap.House} wires use
 * cases to stores, {@link dev.penstock.bootstrap.PenstockServer} opens the doors, {@link dev.penstock.bootstrap.Penstock} is
 * the same without doors, and {@link dev.penstock.bootstrap.Main} is the command line. No rule of the product lives here.
 */
@NullMarked
package dev.penstock.bootstrap;

import org.jspecify.annotations.NullMarked;
