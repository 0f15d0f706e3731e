/** Tells other systems what happened, under the Standard Webhooks signature, again and again until they have it. */
@NullMarked
package dev.keelson.core.webhook;

import org.jspecify.annotations.NullMarked;
