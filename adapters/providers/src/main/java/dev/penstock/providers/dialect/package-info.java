/**
 * How a chat in OpenAI's words becomes a call of a provider's own API, and its answer a chat completion again. One small
 * {@link dev.penstock.providers.dialect.Dialect} for each provider; {@link dev.penstock.providers.dialect.Translation} is the
 * face that a client uses. Nothing here sends anything or knows a credential.
 */
@NullMarked
package dev.penstock.providers.dialect;

import org.jspecify.annotations.NullMarked;
