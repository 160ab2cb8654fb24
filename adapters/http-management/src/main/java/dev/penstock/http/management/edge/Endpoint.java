package dev.penstock.http.management.edge;

import java.util.List;

/** One kind of thing that can be asked for, with all that can be asked about it. */
@FunctionalInterface
public interface Endpoint {
    List<Operation> operations();
}
