package dev.penstock.domain.route.analysis;

import dev.penstock.domain.route.RouteElement;

/**
 * How likely a request comes to a model.
 *
 * @param chance whatever the request, limits and failures do
 * @param smooth when every limit has room, every model answers, and the values that decide at percentages are spread evenly, whatever
 *     conditions do
 */
public record ModelChance(RouteElement.Model model, Chance chance, Chance smooth) {}
