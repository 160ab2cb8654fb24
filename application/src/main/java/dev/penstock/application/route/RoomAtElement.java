package dev.penstock.application.route;

import java.math.BigDecimal;

/**
 * How much is left at an element that sets a limit.
 *
 * @param used requests, or US dollars, that count now
 * @param reserved US dollars that requests under way hold beside; nothing where requests are counted
 * @param left whether anything is left. Of a budget, what is reserved may take the rest
 */
public record RoomAtElement(ElementClaim claim, BigDecimal used, BigDecimal reserved, boolean left) {}
