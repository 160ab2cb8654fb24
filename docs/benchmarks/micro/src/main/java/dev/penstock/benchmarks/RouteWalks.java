package dev.penstock.benchmarks;

import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteWalk;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A walk from the start to the end of a route, whose first model answers. The look through the body is apart, in {@link RequestScans}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class RouteWalks {
    private static final Passage.Why HEARD = new Passage.Why.Heard("status 200");

    private final RouteGraph shortest = DrawnRoutes.shortest();
    private final RouteGraph eightElements = DrawnRoutes.eightElements();
    private final Around aroundShortest = Around.of(shortest);
    private final Around aroundEight = Around.of(eightElements);

    @Benchmark
    public RouteWalk shortest() {
        return RouteWalk.begin(shortest, aroundShortest).answered(true, HEARD);
    }

    @Benchmark
    public RouteWalk eightElements() {
        return RouteWalk.begin(eightElements, aroundEight)
                .admitted(true, Passage.Why.NOTHING)
                .answered(true, HEARD);
    }
}
