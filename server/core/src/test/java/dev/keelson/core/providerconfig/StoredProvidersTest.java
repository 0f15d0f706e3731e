package dev.keelson.core.providerconfig;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.keelson.core.Fixtures;
import dev.keelson.core.access.Principal;
import dev.keelson.core.access.Role;
import dev.keelson.core.audit.RecordingAuditLog;
import dev.keelson.core.common.Failures;
import dev.keelson.core.common.Json;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.provider.FixedProviders;
import dev.keelson.core.provider.ScriptedModelClient;
import dev.keelson.core.secret.MasterKey;
import dev.keelson.core.secret.NamedSecret;
import dev.keelson.core.secret.Secret;
import dev.keelson.core.secret.SecretBox;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Providers that are configured through the API, from the first request to their end. */
class StoredProvidersTest {
    private final RecordingAuditLog audit = new RecordingAuditLog();
    private static final Principal ADMIN = new Principal("key-admin", "admin", Role.ADMIN, Set.of());
    private static final Principal VIEWER = new Principal("key-viewer", "viewer", Role.VIEWER, Set.of());
    private static final String CANARY = "sk-canary-0815";
    private static final MasterKey KEY = MasterKey.of(Secret.of("k".repeat(40)));

    private final InMemoryProviderRepository repository = new InMemoryProviderRepository();
    private final RecordingProviderHost host = new RecordingProviderHost();
    private final SecretBox box = new SecretBox(KEY, null, new SecureRandom());
    private final ProviderSync sync = new ProviderSync(repository, box, host);
    private final FileProviders files = new FileProviders(List.of(new FileProvider(
            "fixed",
            "cloud",
            Json.parse("{\"apiKey\":\"" + CANARY + "\",\"organization\":\"from-env\",\"size\":3,\"other\":\"x\"}"),
            Set.of("organization"))));
    private final ProviderEgress egress =
            origin -> Future.succeededFuture(Optional.of("private").filter(no -> origin.contains("10.0.0.1")));
    private final PutProviderUseCase put = new PutProviderUseCase(new PutProviderUseCase.Parts(
            repository,
            new FakeProviderKinds(),
            egress,
            files,
            box,
            sync,
            ProviderHealth.UNKNOWN,
            Clock.fixed(Fixtures.NOW, ZoneOffset.UTC),
            audit));
    private final DeleteProviderUseCase delete = new DeleteProviderUseCase(repository, files, sync, audit);
    private final ProviderQueries queries = new ProviderQueries(new ProviderQueries.Parts(
            new FixedProviders(Map.of()),
            new FakeProviderKinds(),
            repository,
            files,
            ProviderHealth.UNKNOWN,
            () -> Future.succeededFuture(Map.of("main", 42L))));

    @Test
    void putsAProviderInForceWithItsSecret() {
        StoredProvider stored = stored("main", "{\"apiKey\":\"" + CANARY + "\",\"size\":2}", null);

        assertThat(stored.revision()).isEqualTo(1);
        assertThat(stored.changedBy()).isEqualTo("key-admin");
        assertThat(Json.text(stored)).doesNotContain(CANARY);
        assertThat(stored.toString()).doesNotContain(CANARY);
        ProviderSetup setup = host.inForce().get(0);
        assertThat(secret(host).value().reveal()).isEqualTo(CANARY);
        assertThat(secret(host).origin()).isEqualTo(FakeProviderKinds.DEFAULT_ORIGIN);
        assertThat(setup.toString()).doesNotContain(CANARY);
    }

    @Test
    void neverShowsASecret() {
        StoredProvider stored = stored("main", "{\"apiKey\":\"" + CANARY + "\",\"size\":2}", null);

        List<ProviderView> views = queries.list(VIEWER).await();

        assertThat(views).extracting(ProviderView::name).containsExactly("fixed", "main");
        assertThat(views.toString()).doesNotContain(CANARY, "from-env");
        assertThat(views.get(0).settings())
                .isEqualTo(Json.parse("{\"apiKey\":{\"set\":true,\"origin\":\"https://api.cloud.example:443\"},"
                        + "\"size\":3,\"organization\":{\"set\":true,\"origin\":\"https://api.cloud.example:443\"}}"));
        assertThat(views.get(1).settings().at("/apiKey/set").booleanValue()).isTrue();
        assertThat(views.get(1).settings().at("/apiKey/updatedAt").asText()).isEqualTo(Fixtures.NOW.toString());
        assertThat(views.get(1).revision()).isEqualTo(stored.revision());
        assertThat(views.get(1).spentNanoUsd()).isEqualTo(42);
    }

    @Test
    void keepsTheSecretThatIsLeftOut() {
        put("main", "{\"apiKey\":\"" + CANARY + "\"}", null);

        put("main", "{\"size\":7}", 1);
        put("main", "{\"size\":8,\"apiKey\":{\"set\":true}}", 2);

        assertThat(secret(host).value().reveal()).isEqualTo(CANARY);
        assertThat(host.inForce().get(0).settings().get("size").intValue()).isEqualTo(8);
    }

    @Test
    void takesASecretAwayWhenToldTo() {
        put("main", "{\"apiKey\":\"" + CANARY + "\"}", null);

        put("main", "{\"apiKey\":null}", 1);

        assertThat(host.inForce().get(0).secrets()).isEmpty();
    }

    @Test
    void refusesToSendAStoredSecretToAnotherOrigin() {
        put("main", "{\"apiKey\":\"" + CANARY + "\"}", null);

        for (String url : List.of(
                "https://evil.example/v1",
                "http://api.cloud.example/v1",
                "https://api.cloud.example:8443/v1",
                "https://api.cloud.example.evil.example/v1")) {
            KeelsonException refused = refused("main", "{\"baseUrl\":\"" + url + "\"}", 1);

            assertThat(refused.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
            assertThat(refused.violations()).extracting(Violation::rule).containsExactly("origin");
            assertThat(refused.violations()).extracting(Violation::pointer).containsExactly("/settings/apiKey");
        }
        put("main", "{\"baseUrl\":\"https://api.cloud.example/v2\"}", 1);
        put("main", "{\"baseUrl\":\"https://other.example/v1\",\"apiKey\":\"another\"}", 2);
        assertThat(secret(host).origin()).isEqualTo("https://other.example:443");
    }

    @Test
    void reportsEveryViolationBeforeAnythingIsStored() {
        KeelsonException refused =
                refused("main", "{\"size\":\"x\",\"apiKey\":{\"env\":\"HOME\"},\"unknown\":1}", null);

        assertThat(refused.violations())
                .extracting(Violation::pointer)
                .containsExactly("/settings/unknown", "/settings/size", "/settings/apiKey");
        assertThat(repository.list().await()).isEmpty();
        assertThat(host.configured).isEmpty();
    }

    @Test
    void refusesNamesOfVariablesAndFiles() {
        for (String value : List.of("env:HOME", "file:/etc/passwd", "os.environ/KEY", "oidc/file/x", "a b", "")) {
            KeelsonException refused = refused("main", "{\"apiKey\":\"" + value + "\"}", null);

            assertThat(refused.violations())
                    .as(value)
                    .extracting(Violation::pointer)
                    .containsExactly("/settings/apiKey");
        }
        assertThat(refused("main", "{\"apiKey\":5}", null).violations()).hasSize(1);
    }

    @Test
    void refusesAddressesThatTheOperatorDidNotOpen() {
        KeelsonException refused = refused("main", "{\"baseUrl\":\"http://10.0.0.1:11434\"}", null);

        assertThat(refused.violations()).extracting(Violation::rule).containsExactly("egress");
        assertThat(refused.violations().get(0).message()).contains("http://10.0.0.1:11434", "private");
    }

    @Test
    void refusesKindsAndNamesThatDoNotExist() {
        assertThat(Failures.of(put.execute(input("main", "{}", null, "gone"))).violations())
                .extracting(Violation::pointer)
                .containsExactly("/kind");
        assertThat(refusedByName("Main").violations())
                .extracting(Violation::pointer)
                .containsExactly("/name");
    }

    @Test
    void leavesTheConfigurationFileAlone() {
        assertThat(refusedByName("fixed").code()).isEqualTo(ErrorCode.PROVIDER_READ_ONLY);
        assertThat(Failures.codeOf(delete("fixed", null))).isEqualTo(ErrorCode.PROVIDER_READ_ONLY);
    }

    @Test
    void reportsAStoredProviderThatTheFileHides() {
        var hidden = new StoredProvider("fixed", "cloud", Json.object(), Map.of(), 1, Fixtures.NOW, "admin");
        assertThat(repository.commit(hidden).await()).isEqualTo(hidden);

        List<ProviderView> views = queries.list(ADMIN).await();

        assertThat(views).hasSize(1);
        assertThat(views.get(0).source()).isEqualTo(ProviderView.Source.FILE);
        assertThat(views.get(0).conflict()).contains("ignored");
        assertThat(delete("fixed", 1).map("gone").await()).isEqualTo("gone");
        assertThat(queries.list(ADMIN).await().get(0).conflict()).isNull();
    }

    @Test
    void decidesBetweenTwoWriters() {
        put("main", "{}", 0);

        assertThat(refused("main", "{}", 0).code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(refused("main", "{}", 2).code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(refused("new", "{}", 1).code()).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(stored("main", "{}", 1).revision()).isEqualTo(2);
    }

    @Test
    void deletesAtOnce() {
        put("main", "{}", null);

        assertThat(Failures.codeOf(delete("main", 7))).isEqualTo(ErrorCode.REVISION_STALE);
        assertThat(delete("main", 1).map("gone").await()).isEqualTo("gone");

        assertThat(host.inForce()).isEmpty();
        assertThat(Failures.codeOf(delete("main", null))).isEqualTo(ErrorCode.PROVIDER_NOT_FOUND);
        assertThat(Failures.codeOf(queries.get(ADMIN, "main"))).isEqualTo(ErrorCode.PROVIDER_NOT_FOUND);
    }

    @Test
    void needsThePermission() {
        Input input = new Input("main", "{}");

        assertThat(failureOf(() -> put.execute(input.by(VIEWER)))).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(failureOf(() -> delete.execute(new DeleteProviderUseCase.Input(VIEWER, "main", null))))
                .isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void putsInForceOnlyWhatChanged() {
        put("main", "{}", null);
        int before = host.configured.size();

        assertThat(sync.refresh().map("done").await()).isEqualTo("done");

        assertThat(host.configured).hasSize(before);
    }

    @Test
    void aSecretThatCanNotBeReadIsTheProvidersProblemAndStaysAsItIs() {
        StoredProvider stored = stored("main", "{\"apiKey\":\"" + CANARY + "\"}", null);
        var other = new SecretBox(MasterKey.of(Secret.of("x".repeat(40))), null, new SecureRandom());
        var elsewhere = new RecordingProviderHost();

        assertThat(new ProviderSync(repository, other, elsewhere)
                        .refresh()
                        .map("done")
                        .await())
                .isEqualTo("done");
        assertThat(elsewhere.inForce().get(0).problem()).contains("master key");
        assertThat(elsewhere.inForce().get(0).secrets()).isEmpty();
        assertThat(new RewrapSecretsUseCase(repository, other).execute().await())
                .isZero();
        assertThat(repository.find("main").await()).contains(stored);
    }

    @Test
    void movesToANewMasterKey() {
        put("main", "{\"apiKey\":\"" + CANARY + "\"}", null);
        MasterKey next = MasterKey.of(Secret.of("n".repeat(40)));
        var both = new SecretBox(next, KEY, new SecureRandom());

        assertThat(new RewrapSecretsUseCase(repository, both).execute().await()).isEqualTo(1);
        assertThat(new RewrapSecretsUseCase(repository, both).execute().await()).isZero();

        var later = new RecordingProviderHost();
        var onlyNext = new SecretBox(next, null, new SecureRandom());
        assertThat(new ProviderSync(repository, onlyNext, later)
                        .refresh()
                        .map("done")
                        .await())
                .isEqualTo("done");
        assertThat(secret(later).value().reveal()).isEqualTo(CANARY);
    }

    @Test
    void checksAProviderThatAnswersAndOneThatIsNotThere() {
        var registry = new FixedProviders(Map.of("main", ScriptedModelClient.of(ScriptedModelClient.says("hi"))));
        var check = new CheckProviderUseCase(registry, ProviderHealth.UNKNOWN, Ticker.systemTicker());

        assertThat(check.execute(new CheckProviderUseCase.Input(ADMIN, "main"))
                        .await()
                        .ok())
                .isTrue();
        assertThat(failureOf(() -> check.execute(new CheckProviderUseCase.Input(ADMIN, "gone"))))
                .isEqualTo(ErrorCode.PROVIDER_NOT_FOUND);
    }

    private record Input(String name, String settings) {
        PutProviderUseCase.Input by(Principal principal) {
            return new PutProviderUseCase.Input(principal, name, "cloud", Json.parse(settings), null);
        }
    }

    private static ErrorCode failureOf(java.util.function.Supplier<Future<?>> call) {
        return Failures.codeOf(Future.succeededFuture().compose(start -> call.get()));
    }

    private void put(String name, String settings, @Nullable Integer revision) {
        assertThat(stored(name, settings, revision).name()).isEqualTo(name);
    }

    private static NamedSecret secret(RecordingProviderHost host) {
        return requireNonNull(host.inForce().get(0).secrets().get("apiKey"));
    }

    private StoredProvider stored(String name, String settings, @Nullable Integer revision) {
        return put.execute(input(name, settings, revision, "cloud")).await();
    }

    private KeelsonException refused(String name, String settings, @Nullable Integer revision) {
        return Failures.of(put.execute(input(name, settings, revision, "cloud")));
    }

    private KeelsonException refusedByName(String name) {
        return Failures.of(Future.succeededFuture().compose(start -> put.execute(input(name, "{}", null, "cloud"))));
    }

    private Future<Void> delete(String name, @Nullable Integer revision) {
        return delete.execute(new DeleteProviderUseCase.Input(ADMIN, name, revision));
    }

    private static PutProviderUseCase.Input input(
            String name, String settings, @Nullable Integer revision, String kind) {
        JsonNode json = Json.parse(settings);
        return new PutProviderUseCase.Input(ADMIN, name, kind, json, revision);
    }
}
