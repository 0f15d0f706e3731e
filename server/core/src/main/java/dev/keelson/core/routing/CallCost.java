package dev.keelson.core.routing;

import java.util.OptionalLong;

/**
 * The cost of one model call.
 *
 * @param nanoUsd empty when the price is unknown; never a guess
 * @param basis where it comes from: {@code reported}, {@code catalog <version>}, {@code free} or {@code unknown}
 */
public record CallCost(OptionalLong nanoUsd, String basis) {
    public static final CallCost FREE = new CallCost(OptionalLong.of(0), "free");
    public static final CallCost UNKNOWN = new CallCost(OptionalLong.empty(), "unknown");
}
