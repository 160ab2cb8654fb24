package dev.penstock.domain.route;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the shares out of the labels of a percentage element's arrows: {@code 10%}, {@code 12.5}, {@code 50% (b)}. What
 * {@code else} gets is what the others leave.
 */
final class Shares {
    static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private static final String REST = "else";
    private static final int MOST = 5;
    private static final BigDecimal TOLERANCE = new BigDecimal("0.01");
    private static final Pattern NUMBER =
            Pattern.compile("\\s*(\\d{1,9}(?:\\.\\d{1,20})?)(?![\\d.]).*", Pattern.DOTALL);

    private Shares() {}

    /** Notes what is wrong; what it answers then is of no use. Arrows that lead nowhere are not its business. */
    static List<RouteElement.Share> read(Map<String, String> outputs, Path at, Violations violations) {
        if (outputs.isEmpty() || outputs.size() > MOST) {
            violations.add(
                    at, "A percentage element must have 1 to %d outputs, this has %d".formatted(MOST, outputs.size()));
        }
        List<RouteElement.Share> shares = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        boolean readable = true;
        for (Map.Entry<String, String> output : outputs.entrySet()) {
            Optional<BigDecimal> percent = output.getKey().equals(REST) ? Optional.empty() : percent(output.getKey());
            if (percent.isEmpty() && !output.getKey().equals(REST)) {
                violations.add(at.key(output.getKey()), "No share from 0 to 100 can be read from this label");
                readable = false;
            }
            sum = sum.add(percent.orElse(BigDecimal.ZERO));
            percent.ifPresent(share -> add(shares, output.getKey(), share, output.getValue()));
        }
        if (readable && !outputs.isEmpty()) {
            checkSum(sum, outputs.containsKey(REST), at, violations);
        }
        if (outputs.containsKey(REST)) {
            add(shares, REST, WHOLE.subtract(sum).max(BigDecimal.ZERO).min(WHOLE), outputs.getOrDefault(REST, ""));
        }
        return shares;
    }

    private static Optional<BigDecimal> percent(String label) {
        Matcher number = NUMBER.matcher(label);
        return number.matches()
                ? Optional.of(new BigDecimal(number.group(1))).filter(percent -> percent.compareTo(WHOLE) <= 0)
                : Optional.empty();
    }

    private static void add(List<RouteElement.Share> shares, String label, BigDecimal percent, String target) {
        if (!target.isEmpty()) {
            shares.add(new RouteElement.Share(label, percent, new ElementId(target)));
        }
    }

    private static void checkSum(BigDecimal sum, boolean hasRest, Path at, Violations violations) {
        BigDecimal over = sum.subtract(WHOLE);
        boolean right = hasRest ? over.compareTo(TOLERANCE) <= 0 : over.abs().compareTo(TOLERANCE) <= 0;
        if (!right) {
            violations.add(
                    at,
                    "The shares must make up 100, these make up "
                            + sum.stripTrailingZeros().toPlainString());
        }
    }
}
