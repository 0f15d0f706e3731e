package dev.keelson.core.routing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the catalogue in force up to date with the operator's file and with what the store holds. What can't be read
 * leaves the entries as they are and is told as a problem. Safe for concurrent use.
 */
public final class CatalogUpdates {
    private final CatalogInForce inForce;
    private final ModelCatalogRepository stored;
    private StoredCatalog applied = StoredCatalog.NONE;
    private @Nullable String fileProblem;
    private @Nullable String storedProblem;

    public CatalogUpdates(CatalogInForce inForce, ModelCatalogRepository stored) {
        this.inForce = inForce;
        this.stored = stored;
    }

    /**
     * How the catalogue stands.
     *
     * @param stored what this node has taken over from the store
     * @param problems why entries of the file or of the store are not the ones in force
     */
    public record State(ModelCatalog catalog, StoredCatalog stored, List<String> problems) {

        public State {
            problems = List.copyOf(problems);
        }
    }

    public synchronized State state() {
        List<String> problems = new ArrayList<>();
        Optional.ofNullable(fileProblem).ifPresent(problems::add);
        Optional.ofNullable(storedProblem).ifPresent(problems::add);
        return new State(inForce.current(), applied, problems);
    }

    /** Takes over what another node may have stored. */
    public Future<State> refresh() {
        return stored.find().map(found -> {
            found.ifPresent(this::apply);
            return state();
        });
    }

    /** Does nothing when that revision or a later one is in force already. */
    public synchronized void apply(StoredCatalog next) {
        if (next.revision() <= applied.revision()) {
            return;
        }
        applied = next;
        try {
            takeOver(next.content());
            storedProblem = null;
        } catch (KeelsonException ofAnotherRelease) {
            storedProblem = "revision " + next.revision() + " of the stored entries: " + ofAnotherRelease.text();
        }
    }

    /** The operator's file has these entries now. */
    public synchronized void fileRead(CatalogLayer entries) {
        inForce.put(entries);
        fileProblem = null;
    }

    /** The operator's file can't be used; the entries that it had before stay. */
    public synchronized void fileUnusable(String problem) {
        fileProblem = problem;
    }

    private void takeOver(@Nullable JsonNode content) {
        if (content == null) {
            inForce.drop(CatalogLayer.Origin.API);
        } else {
            inForce.put(ModelCatalogReader.read(CatalogLayer.Origin.API, content));
        }
    }
}
