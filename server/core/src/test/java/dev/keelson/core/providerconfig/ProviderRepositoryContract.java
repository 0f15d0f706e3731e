package dev.keelson.core.providerconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.core.Fixtures;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.common.Race;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.secret.SealedSecret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ProviderRepository} must do. One subclass per implementation. */
@Timeout(60)
public abstract class ProviderRepositoryContract {
    private ProviderRepository providers;

    /** A repository without providers. */
    protected abstract ProviderRepository emptyRepository();

    @BeforeEach
    void openEmpty() {
        providers = emptyRepository();
    }

    @Test
    void givesBackWhatWasCommitted() {
        StoredProvider first = provider("main", 1);

        assertThat(providers.commit(first).await()).isEqualTo(first);

        assertThat(providers.find("main").await()).contains(first);
        assertThat(providers.find("other").await()).isEmpty();
    }

    @Test
    void keepsAProviderWithoutSecrets() {
        var bare = new StoredProvider("bare", "local", Json.object(), Map.of(), 1, Fixtures.NOW, "admin");
        commit(bare);

        assertThat(providers.find("bare").await()).contains(bare);
    }

    @Test
    void replacesTheRevisionBefore() {
        commit(provider("main", 1));
        commit(provider("main", 2));

        assertThat(providers.find("main").await()).contains(provider("main", 2));
    }

    @Test
    void refusesARevisionThatIsNotTheNext() {
        commit(provider("main", 1));

        for (int revision : new int[] {1, 3}) {
            var refused = Failures.of(providers.commit(provider("main", revision)));
            assertThat(refused.code()).isEqualTo(ErrorCode.REVISION_STALE);
            assertThat(refused.current()).contains(provider("main", 1));
        }
        assertThat(Failures.codeOf(providers.commit(provider("new", 2)))).isEqualTo(ErrorCode.REVISION_STALE);
    }

    @Test
    void oneOfManyWritersWins() {
        Race<StoredProvider> race = Race.of(writer -> providers.commit(provider("main", 1)));

        assertThat(race.won()).hasSize(1);
        assertThat(race.lost()).allMatch(lost -> lost.code() == ErrorCode.REVISION_STALE);
    }

    @Test
    void oneOfManyEditorsWins() {
        commit(provider("main", 1));

        Race<StoredProvider> race = Race.of(writer -> providers.commit(provider("main", 2)));

        assertThat(race.won()).hasSize(1);
        assertThat(race.lost()).hasSize(Race.WRITERS - 1);
    }

    @Test
    void listsInOrderOfName() {
        List.of("c", "a", "b").forEach(name -> commit(provider(name, 1)));

        assertThat(providers.list().await()).containsExactly(provider("a", 1), provider("b", 1), provider("c", 1));
    }

    @Test
    void deletesWhatIsThere() {
        commit(provider("main", 1));
        commit(provider("main", 2));

        assertThat(Failures.codeOf(providers.delete("main", 1))).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(providers.delete("main", 2).map("gone").await()).isEqualTo("gone");

        assertThat(providers.find("main").await()).isEmpty();
        assertThat(Failures.codeOf(providers.delete("main", null))).isEqualTo(ErrorCode.PROVIDER_NOT_FOUND);
    }

    @Test
    void deletesWithoutKnowingTheRevision() {
        commit(provider("main", 1));

        assertThat(providers.delete("main", null).map("gone").await()).isEqualTo("gone");
    }

    private void commit(StoredProvider provider) {
        assertThat(providers.commit(provider).await()).isEqualTo(provider);
    }

    private static StoredProvider provider(String name, int revision) {
        return new StoredProvider(
                name,
                "openai-compatible",
                Json.parse("{\"baseUrl\":\"https://models.example.com/v1\",\"a.b\":{\"$c\":[1,2.5,null]}}"),
                Map.of(
                        "apiKey",
                        new StoredSecret(
                                new SealedSecret("0011223344556677", "d3JhcHBlZA", "c2VhbGVk"),
                                "https://models.example.com:443",
                                Fixtures.NOW)),
                revision,
                Fixtures.NOW.plusSeconds(revision),
                "admin");
    }
}
