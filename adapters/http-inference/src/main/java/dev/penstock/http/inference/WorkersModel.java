package dev.penstock.http.inference;

/** The names of Workers AI's models, {@code @cf/author/model}, which stand in its URLs as they are. */
final class WorkersModel {
    private static final String SIGN = "@cf/";
    private static final String SLUG = "workers-ai";
    private static final String RUN = "run/";
    private static final String MARKS = "@/._-+:";

    private WorkersModel() {}

    static boolean isOne(String model) {
        return model.startsWith(SIGN)
                && model.length() > SIGN.length()
                && !InferencePath.climbs("/" + model)
                && model.chars().allMatch(WorkersModel::isPlain);
    }

    /** Whether a name claims to be one, in good form or not. */
    static boolean claims(String model) {
        return model.startsWith(SIGN);
    }

    static String slug() {
        return SLUG;
    }

    /** Where the model runs, below the provider. */
    static String path(String model) {
        return RUN + model;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }
}
