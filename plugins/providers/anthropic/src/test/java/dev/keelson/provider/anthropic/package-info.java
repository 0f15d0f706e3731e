/** Tests of the provider for Anthropic, against an upstream that the tests play. */
@NullMarked
package dev.keelson.provider.anthropic;

import org.jspecify.annotations.NullMarked;
