/**
 * How calls authenticate at their providers: what a secret says beside its key, and how a key gets into a call as a header, a
 * signature or a token. Start at {@link dev.penstock.providers.credential.Authorizer}; whose key it is was chosen before.
 */
@NullMarked
package dev.penstock.providers.credential;

import org.jspecify.annotations.NullMarked;
