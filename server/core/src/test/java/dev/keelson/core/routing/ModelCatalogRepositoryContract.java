package dev.keelson.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import io.vertx.core.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ModelCatalogRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class ModelCatalogRepositoryContract {
    private static final JsonNode CONTENT = Json.parse("""
            {"asOf":"2026-11-25","models":[{"provider":"lab","id":"own.$7b","tier":"fast","capabilities":[],
             "inputPerMTok":0.05,"outputPerMTok":0.0000125}]}""");

    private ModelCatalogRepository repository;

    /** A repository in which nothing was ever stored. */
    protected abstract ModelCatalogRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        repository = emptyRepository();
    }

    @Test
    void isEmptyBeforeTheFirstChange() {
        assertThat(repository.find().await()).isEmpty();
    }

    @Test
    void keepsEveryDigitOfWhatIsStored() {
        StoredCatalog first = stored(1, CONTENT);

        assertThat(repository.replace(first).await()).isEqualTo(first);
        assertThat(repository.find().await()).contains(first);
    }

    @Test
    void countsOnWhenEntriesAreDropped() {
        var unused = repository.replace(stored(1, CONTENT)).await();
        unused = repository.replace(stored(2, null)).await();

        assertThat(repository.find().await()).contains(stored(2, null));

        unused = repository.replace(stored(3, CONTENT)).await();
        assertThat(repository.find().await()).contains(stored(3, CONTENT));
    }

    @Test
    void refusesARevisionThatIsNotTheNext() {
        var unused = repository.replace(stored(1, CONTENT)).await();

        for (int revision : new int[] {1, 3, 7}) {
            KeelsonException stale = Failures.of(repository.replace(stored(revision, null)));

            assertThat(stale.code()).isEqualTo(ErrorCode.REVISION_STALE);
            assertThat(stale.current()).contains(stored(1, CONTENT));
        }
        assertThat(repository.find().await()).contains(stored(1, CONTENT));
    }

    @Test
    void refusesALaterRevisionWhenNothingIsThere() {
        KeelsonException stale = Failures.of(repository.replace(stored(2, CONTENT)));

        assertThat(stale.code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(stale.current()).contains(StoredCatalog.NONE);
        assertThat(repository.find().await()).isEmpty();
    }

    @Test
    void ofManyWritersOneWins() {
        var attempts = IntStream.range(0, 16)
                .mapToObj(i -> repository
                        .replace(stored(1, CONTENT))
                        .transform(outcome -> Future.succeededFuture(outcome.succeeded())))
                .toList();

        assertThat(attempts.stream().filter(attempt -> attempt.await())).hasSize(1);
    }

    private static StoredCatalog stored(int revision, @Nullable JsonNode content) {
        return new StoredCatalog(revision, content, Fixtures.NOW.plusSeconds(revision), "key-operator");
    }
}
