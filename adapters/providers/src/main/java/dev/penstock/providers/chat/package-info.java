/**
 * The ground that both halves of a translation stand on: JSON trees, server-sent events, the usage of a chat completion, and what
 * is thrown when something cannot be told. Nothing here knows a caller's API or a provider's dialect.
 */
@NullMarked
package dev.penstock.providers.chat;

import org.jspecify.annotations.NullMarked;
