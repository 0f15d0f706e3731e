package dev.keelson.core.agent;

import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says whether an alias may be moved, just before it is moved. Rollbacks do not pass here: they are always allowed. */
public interface AliasGate {

    /**
     * Fails with {@link ErrorCode#MOVE_NOT_ALLOWED}, {@link ErrorCode#ALIAS_FROZEN} or
     * {@link ErrorCode#CONTRACT_CHANGED}, the last carrying the schema change that must be approved first.
     */
    Future<Pass> check(PlannedMove move);

    /** Whether the move would pass without anyone's approval, whoever makes it; proposes nothing. */
    Future<Boolean> isFree(PlannedMove move);

    /**
     * A move that someone is about to make.
     *
     * @param versions those of the targets, in their order
     * @param current the alias as it is; null when there is none yet
     * @param reason empty when none was given
     */
    record PlannedMove(
            Principal by,
            String agent,
            String alias,
            List<AliasTarget> targets,
            List<AgentVersion> versions,
            @Nullable Alias current,
            String reason) {

        public PlannedMove {
            targets = List.copyOf(targets);
            versions = List.copyOf(versions);
        }
    }

    /**
     * The leave to move.
     *
     * @param schemaChange id of the approved schema change that it rests on; null when none was needed
     */
    record Pass(@Nullable String schemaChange) {
        public static final Pass FREE = new Pass(null);
    }
}
