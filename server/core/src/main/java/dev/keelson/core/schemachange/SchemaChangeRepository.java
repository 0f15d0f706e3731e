package dev.keelson.core.schemachange;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.schemachange.SchemaChange.State;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores schema changes, each as one document that changes by compare-and-set. They are never removed. */
public interface SchemaChangeRepository {

    /** False, and no change, when that digest and round is there already: of two who propose the same one wins. */
    Future<Boolean> insert(SchemaChange change);

    Future<Optional<SchemaChange>> find(String id);

    /** The last round of that digest. */
    Future<Optional<SchemaChange>> latest(String digest);

    /** Puts the change in the place of the revision before; false, and no change, when that is not what is stored. */
    Future<Boolean> replace(SchemaChange next);

    /** Newest first. */
    Future<Page<SchemaChange>> list(Filter filter, PageRequest page);

    /**
     * Which changes are wanted; null means any.
     *
     * @param agents when not empty, only changes of these agents, whatever else is asked
     */
    record Filter(
            Set<String> agents,
            @Nullable String agent,
            @Nullable State state) {

        public Filter {
            agents = Set.copyOf(agents);
        }
    }
}
