package dev.penstock.bootstrap.exam;

/**
 * One task put before one way through a gateway.
 *
 * @param id no other run of the exam has it
 */
public record Run(int id, Task task, Column column, Rescue rescue) {
    public boolean streamed() {
        return column.streamed();
    }

    /** A word in a prompt by which a provider's request is known again. */
    String marker(int request) {
        return "x%dr%d".formatted(id, request);
    }

    /** What the model that fails is called beside its name, and what the others are. */
    String label(Role role) {
        return (role == Role.PRIMARY ? "p" : "o") + id;
    }

    @Override
    public String toString() {
        String rescued = rescue == Rescue.OFF ? "" : ", rescue " + rescue;
        return "%d %s (%s%s)".formatted(task.number(), task.title(), column, rescued);
    }
}
