package dev.penstock.bootstrap.exam;

import java.net.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gateway that is examined, with the fake providers behind it. */
interface Candidate extends AutoCloseable {
    String name();

    /** The ways through it that are examined, a column of the scorecard each. */
    List<Column> columns();

    /** How many runs may go on at a time. */
    int atOnce();

    boolean takes(Task task);

    /** Whether it was set up by the exam, so that its circuit and its limits are known. */
    boolean isOurs();

    /** Lets the run's fault strike from now on. */
    void prepare(Run run);

    /** One of the run's requests, but for its time limit. */
    HttpRequest.Builder request(Run run, int number);

    /** What a whole answer to that request says. */
    String expected(Run run, int number);

    List<Attempt> attempts(Run run);

    /**
     * What the gateway has written down; null where nobody can see that.
     *
     * @param least so many entries are waited for, though not for ever
     */
    @Nullable
    List<LogRow> logs(Run run, int least);

    /** Ends the run's fault. */
    void finish(Run run);

    /** Whether the gateway still serves. */
    boolean healthy();

    @Override
    void close();
}
