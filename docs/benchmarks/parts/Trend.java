import java.util.List;

/**
 * A straight line through points, by least squares.
 *
 * @param slope how much y rises for one of x
 * @param error the standard error of the slope, as if the points did not depend on each other
 */
record Trend(double slope, double error) {
    /** A measured y at an x. */
    record Point(double x, double y) {}

    static Trend of(List<Point> points) {
        double meanX = points.stream().mapToDouble(Point::x).average().orElse(0);
        double meanY = points.stream().mapToDouble(Point::y).average().orElse(0);
        double squares = 0;
        double products = 0;
        for (Point point : points) {
            squares += (point.x() - meanX) * (point.x() - meanX);
            products += (point.x() - meanX) * (point.y() - meanY);
        }
        if (points.size() < 3 || squares == 0) {
            return new Trend(Double.NaN, Double.NaN);
        }
        double slope = products / squares;
        double rest = 0;
        for (Point point : points) {
            double off = point.y() - meanY - slope * (point.x() - meanX);
            rest += off * off;
        }
        return new Trend(slope, Math.sqrt(rest / (points.size() - 2) / squares));
    }
}
