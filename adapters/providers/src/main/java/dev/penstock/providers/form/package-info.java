/**
 * How answers are written in the APIs that callers read, so that a fault in one can be told from its end and a broken stream can go
 * on elsewhere. Start at {@link dev.penstock.providers.form.JsonAnswerForms}; nothing here decides what is done about a fault.
 */
@NullMarked
package dev.penstock.providers.form;

import org.jspecify.annotations.NullMarked;
