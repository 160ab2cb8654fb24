package dev.penstock.bootstrap.exam;

/** Names of models that ask a fake provider for the fault of a run, and that no other run uses. */
final class FaultyModel {
    private FaultyModel() {}

    static String of(String model, Run run, Role role, Pace pace) {
        String fault = role == Role.PRIMARY
                ? run.task().fault(pace, run.streamed())
                : run.task().faultOfOthers();
        return labelled(model, fault, run.label(role));
    }

    static String labelled(String model, String fault, String label) {
        return model + "+" + fault + "-as-" + label;
    }

    static boolean isLabelled(String model, String label) {
        return model.endsWith("-as-" + label);
    }
}
