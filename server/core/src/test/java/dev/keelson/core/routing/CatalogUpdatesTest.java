package dev.keelson.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two nodes over one store. */
class CatalogUpdatesTest {
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private static final Principal ADMIN = new Principal("k1", "admin", Role.ADMIN, Set.of());
    private static final JsonNode OWN = Json.parse("""
            {"asOf":"2026-12-24","models":[{"provider":"lab","id":"own","tier":"fast","capabilities":[]}]}""");

    private final InMemoryModelCatalogRepository repository = new InMemoryModelCatalogRepository();
    private final CatalogInForce here = CatalogInForce.builtIn();
    private final CatalogUpdates updates = new CatalogUpdates(here, repository);
    private final CatalogInForce elsewhere = CatalogInForce.builtIn();
    private final CatalogUpdates updatesElsewhere = new CatalogUpdates(elsewhere, repository);
    private final ReplaceModelCatalogUseCase replace =
            new ReplaceModelCatalogUseCase(repository, updates, Clock.systemUTC(), audit);

    @Test
    void whatIsReplacedHoldsHereAtOnceAndElsewhereAfterARefresh() {
        String builtIn = here.current().version();

        CatalogUpdates.State state = replace(ADMIN, 0, OWN);

        assertThat(state.stored().revision()).isEqualTo(1);
        assertThat(state.stored().updatedBy()).isEqualTo("k1");
        assertThat(here.current().version()).startsWith("2026-12-24+");
        assertThat(elsewhere.current().version()).isEqualTo(builtIn);

        assertThat(updatesElsewhere.refresh().await().stored().revision()).isEqualTo(1);
        assertThat(elsewhere.current().version()).isEqualTo(here.current().version());
    }

    @Test
    void droppingGoesBackToTheEntriesBelow() {
        String builtIn = here.current().version();
        var unused = replace(ADMIN, 0, OWN);
        unused = replace(ADMIN, 1, null);

        assertThat(updatesElsewhere.refresh().await().stored().revision()).isEqualTo(2);
        assertThat(here.current().version()).isEqualTo(builtIn);
        assertThat(elsewhere.current().version()).isEqualTo(builtIn);
    }

    @Test
    void refusesAnOldRevisionAndWhatBreaksTheSchema() {
        var unused = replace(ADMIN, 0, OWN);

        assertThat(Failures.codeOf(replace.execute(new ReplaceModelCatalogUseCase.Input(ADMIN, 0, OWN))))
                .isEqualTo(ErrorCode.REVISION_STALE);
        assertThatThrownBy(() -> replace(ADMIN, 1, Json.object()))
                .isInstanceOfSatisfying(
                        KeelsonException.class,
                        refused -> assertThat(refused.violations()).hasSize(2));
    }

    @Test
    void onlyWhoManagesProvidersMayReplace() {
        Principal engineer = new Principal("k2", "viewer", Role.VIEWER, Set.of());

        assertThatThrownBy(() -> replace(engineer, 0, OWN))
                .isInstanceOfSatisfying(
                        KeelsonException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
    }

    @Test
    void entriesOfAnotherReleaseAreToldAndLeaveTheOldOnesInForce() {
        var unused = replace(ADMIN, 0, OWN);
        String before = here.current().version();
        updates.apply(new StoredCatalog(2, Json.parse("{\"version\":2}"), Instant.EPOCH, "k9"));

        assertThat(here.current().version()).isEqualTo(before);
        assertThat(updates.state().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("revision 2 of the stored entries: "));

        updates.apply(new StoredCatalog(3, OWN, Instant.EPOCH, "k9"));
        assertThat(updates.state().problems()).isEmpty();
    }

    @Test
    void anUnusableFileIsToldUntilItIsReadAgain() {
        updates.fileRead(ModelCatalogReader.read(CatalogLayer.Origin.FILE, OWN));
        String before = here.current().version();
        updates.fileUnusable("catalog.json: no JSON");

        assertThat(here.current().version()).isEqualTo(before);
        assertThat(updates.state().problems()).containsExactly("catalog.json: no JSON");

        updates.fileRead(ModelCatalogReader.read(CatalogLayer.Origin.FILE, OWN));
        assertThat(updates.state().problems()).isEmpty();
    }

    private CatalogUpdates.State replace(Principal by, int revision, @Nullable JsonNode content) {
        return replace.execute(new ReplaceModelCatalogUseCase.Input(by, revision, content))
                .await();
    }
}
