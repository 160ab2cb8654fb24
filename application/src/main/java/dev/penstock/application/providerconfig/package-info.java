/**
 * Keeping provider configs. Plain blocking Java for virtual threads. Start at {@link
 * dev.penstock.application.providerconfig.ManageProviderConfigs}.
 */
@NullMarked
package dev.penstock.application.providerconfig;

import org.jspecify.annotations.NullMarked;
