package dev.keelson.core.usage;

import io.vertx.core.Future;
import java.util.List;

/** Stores hourly sums of usage. */
public interface UsageRepository {

    /** Each takes the place of the one with the same writer and key. What failed may be written again. */
    Future<Void> putAll(List<UsageRollup> rollups);

    /** In order of cost, the highest first, then of the group's name; at most {@link UsageQuery#limit} groups. */
    Future<List<UsageGroup>> sum(UsageQuery query);
}
