package dev.penstock.domain.route.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.route.RouteDrawing;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prints the figures of {@code docs/benchmarks/route-analysis.md}. In CPU time, so that it does not matter what else runs. */
class AnalysisSpeedTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Price PRICE =
            new Price(new Price.Rates(new BigDecimal("0.0000025"), new BigDecimal("0.00001"), null, null), List.of());
    private static final Outlook OUTLOOK =
            new Outlook((provider, model) -> new Outlook.Supply(true, true, PRICE), RetryPolicy.OFF, null, true);
    private static final int WARM_UP = 30;
    private static final int MEASURED = 21;

    @ParameterizedTest(name = "{0} elements within {1} ms")
    @CsvSource({"200, 50", "1000, 1000"})
    void analyses_large_routes_quickly(int elements, long most) {
        RandomRoutes routes = new RandomRoutes(new Random(200));
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            RouteDrawing drawing = routes.draw(elements);
            long before = THREADS.getCurrentThreadCpuTime();

            RouteAnalysis analysis = RouteAnalysis.of(drawing, provider -> true, OUTLOOK);

            long after = THREADS.getCurrentThreadCpuTime();
            assertThat(analysis.bounds()).isNotNull();
            if (i >= WARM_UP) {
                times.add(Duration.ofNanos(after - before));
            }
        }

        Collections.sort(times);
        System.out.printf(
                "figure: %d elements: median %.2f ms, longest %.2f ms of %d routes%n",
                elements, millis(times.get(MEASURED / 2)), millis(times.getLast()), MEASURED);
        assertThat(times.get(MEASURED / 2)).isLessThan(Duration.ofMillis(most));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
