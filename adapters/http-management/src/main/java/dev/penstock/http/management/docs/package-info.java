/**
 * The document rendered for people, from files that come with this module; nothing is fetched from elsewhere. Start at {@link
 * dev.penstock.http.management.docs.DocsEndpoint}.
 */
@NullMarked
package dev.penstock.http.management.docs;

import org.jspecify.annotations.NullMarked;
