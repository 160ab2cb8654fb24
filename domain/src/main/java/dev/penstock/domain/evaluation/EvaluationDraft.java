package dev.penstock.domain.evaluation;

import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetId;
import dev.penstock.domain.validation.Label;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An evaluation as a person sends it, unchecked. All three are required. */
public record EvaluationDraft(
        @Nullable String name,
        @Nullable List<@Nullable String> datasetIds,
        @Nullable List<@Nullable String> evaluationTypeIds) {
    private static final int MOST_DATASETS = 5;
    private static final int MOST_TYPES = 50;
    private static final Path DATASETS = Path.of("dataset_ids");
    private static final Path TYPES = Path.of("evaluation_type_ids");

    /** What is wrong with this draft whatever datasets there are. */
    public List<Violation> violations() {
        Violations violations = new Violations();
        Label.check(Path.of("name"), name, violations);
        listed(DATASETS, datasetIds, MOST_DATASETS, violations);
        violations.atLeast(DATASETS, datasetIds, 1);
        types(violations);
        return violations.all();
    }

    /** The datasets that it names, as they are now; those that are missing are noted. */
    List<Dataset> datasets(Function<DatasetId, Optional<Dataset>> kept, Violations violations) {
        return found(
                DATASETS,
                datasetIds,
                MOST_DATASETS,
                "Dataset",
                id -> DatasetId.parse(id).flatMap(kept),
                violations);
    }

    /** The types that it names; those that are missing are noted. */
    List<EvaluationType> types(Violations violations) {
        listed(TYPES, evaluationTypeIds, MOST_TYPES, violations);
        return found(TYPES, evaluationTypeIds, MOST_TYPES, "Evaluation type", EvaluationType::withId, violations);
    }

    private static void listed(Path path, @Nullable List<?> ids, int most, Violations violations) {
        violations.required(path, ids);
        violations.atMost(path, ids, most);
    }

    private static <T> List<T> found(
            Path path,
            @Nullable List<@Nullable String> ids,
            int most,
            String what,
            Function<String, Optional<T>> lookUp,
            Violations violations) {
        List<T> all = new ArrayList<>();
        if (ids == null || ids.size() > most) {
            return all;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            Optional<T> one = id == null ? Optional.empty() : lookUp.apply(id);
            if (id != null && !seen.add(id)) {
                violations.add(path.index(i), what + " is given twice");
            } else if (one.isEmpty()) {
                violations.add(path.index(i), what + " was not found");
            }
            one.ifPresent(all::add);
        }
        return all;
    }
}
