/**
 * The APIs that callers of the unified endpoints speak, translated to OpenAI chat completions and back: requests, answers, errors
 * and event streams. Start at {@link dev.penstock.providers.front.FrontTranslation}; nothing here knows what the provider speaks.
 */
@NullMarked
package dev.penstock.providers.front;

import org.jspecify.annotations.NullMarked;
