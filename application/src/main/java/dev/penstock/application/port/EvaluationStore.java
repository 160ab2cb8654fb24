package dev.penstock.application.port;

import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.evaluation.EvaluationKey;
import dev.penstock.domain.evaluation.EvaluationQuery;
import dev.penstock.domain.page.Page;
import java.util.Optional;

/** Keeps evaluations, with how far each has come. No two of a gateway have the same name. */
public interface EvaluationStore extends GatewayBelongings {
    /** Keeps a new evaluation; false, and nothing changes, when its key is taken or its gateway has one of this name. */
    boolean insert(Evaluation evaluation);

    /** Keeps how far an evaluation has come; false, and nothing changes, when it is not there any more, or is finished. */
    boolean advance(Evaluation evaluation);

    Optional<Evaluation> find(EvaluationKey key);

    /** Forgets an evaluation and answers it. */
    Optional<Evaluation> remove(EvaluationKey key);

    /** In the order in which they were created, and of their ids. */
    Page<Evaluation> list(EvaluationQuery query);

    /** Of all evaluations that are not finished, the one that was created first. */
    Optional<Evaluation> nextUnfinished();
}
