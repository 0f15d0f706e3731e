package dev.keelson.core.agent;

import java.time.Instant;

/** An agent as a list shows it. */
public record AgentSummary(
        String name, String title, Instant createdAt, String createdBy, long draftRevision, Instant draftUpdatedAt) {}
