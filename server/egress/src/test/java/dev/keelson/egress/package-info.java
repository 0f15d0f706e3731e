/** Tests of the egress client against raw servers on loopback. */
@NullMarked
package dev.keelson.egress;

import org.jspecify.annotations.NullMarked;
