package dev.keelson.core.agent;

import java.time.Instant;

/** A version as a list shows it. */
public record VersionSummary(
        String agent,
        int number,
        String digest,
        String contractDigest,
        String contractVersion,
        Instant publishedAt,
        String publishedBy,
        String note) {}
