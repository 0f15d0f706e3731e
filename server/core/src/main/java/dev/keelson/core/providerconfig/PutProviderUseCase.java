package dev.keelson.core.providerconfig;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import dev.keelson.core.secret.SecretBox;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates or replaces a stored provider, and puts it in force: at once on this node, within five seconds on others. */
public final class PutProviderUseCase {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private final Parts parts;

    public PutProviderUseCase(Parts parts) {
        this.parts = parts;
    }

    /** What the use case works with. */
    public record Parts(
            ProviderRepository repository,
            ProviderKinds kinds,
            ProviderEgress egress,
            FileProviders files,
            SecretBox box,
            ProviderSync sync,
            ProviderHealth health,
            Clock clock,
            AuditLog audit) {}

    /**
     * What is wanted.
     *
     * @param settings an object; a secret is a text, {@code {"secret": "<name>"}}, or left out to keep the stored one;
     *     null takes a stored one away
     * @param expectedRevision 0 when nothing may be there; null goes by what is there
     */
    public record Input(
            Principal by,
            String name,
            String kind,
            JsonNode settings,
            @Nullable Integer expectedRevision) {

        /** Leaves the settings out, because they may hold secrets. */
        @Override
        public String toString() {
            return "Input[name=" + name + ", kind=" + kind + "]";
        }
    }

    /**
     * Fails with {@link ErrorCode#REQUEST_INVALID} and every violation before anything is stored, with
     * {@link ErrorCode#REVISION_STALE}, and with {@link ErrorCode#PROVIDER_READ_ONLY} for a provider of the configuration file.
     */
    public Future<StoredProvider> execute(Input input) {
        input.by().require(Permission.PROVIDER_MANAGE);
        requireName(input.name());
        parts.files.requireNot(input.name());
        return parts.repository
                .list()
                .map(all -> existing(input, all))
                .compose(existing -> checked(input, existing.provider()))
                .compose(next -> commit(input, next))
                .compose(stored -> parts.sync.refresh().map(stored))
                .onSuccess(stored -> parts.health.clear(stored.name()));
    }

    private Future<StoredProvider> commit(Input input, StoredProvider next) {
        boolean created = next.revision() == 1;
        var change = new AuditedChange(
                input.by(),
                created ? AuditActions.PROVIDER_CREATE : AuditActions.PROVIDER_EDIT,
                AuditedProviders.target(next.name()),
                created ? "" : AuditedProviders.revision(next.revision() - 1),
                "");
        return parts.audit.record(
                change, () -> parts.repository.commit(next), stored -> AuditedProviders.revision(stored.revision()));
    }

    /** A lookup that may have missed. */
    private record Existing(@Nullable StoredProvider provider) {}

    private static Existing existing(Input input, List<StoredProvider> all) {
        StoredProvider found = all.stream()
                .filter(each -> each.name().equals(input.name()))
                .findFirst()
                .orElse(null);
        int revision = found == null ? 0 : found.revision();
        if (input.expectedRevision() != null && input.expectedRevision() != revision) {
            throw found == null
                    ? new KeelsonException(ErrorCode.REVISION_STALE, "there is no provider " + input.name())
                    : KeelsonException.stale("the provider is at revision " + revision, found);
        }
        if (found == null && all.size() >= StoredProvider.MAX_COUNT) {
            throw invalid(
                    List.of(Violation.at("", "maxItems", StoredProvider.MAX_COUNT + " providers are stored already")));
        }
        return new Existing(found);
    }

    private Future<StoredProvider> checked(Input input, @Nullable StoredProvider existing) {
        ProviderKind kind = parts.kinds.find(input.kind()).orElseThrow(this::unknownKind);
        Map<String, StoredSecret> stored = existing == null ? Map.of() : existing.secrets();
        SettingsSplit split = SettingsSplit.of(kind, input.settings(), stored);
        CheckedSettings settings = parts.kinds.check(kind.name(), split.complete());
        List<Violation> violations = split.violations(settings);
        if (!violations.isEmpty()) {
            throw invalid(violations);
        }
        return requireReachable(settings.origins()).map(open -> next(input, existing, split, settings));
    }

    private Future<Void> requireReachable(List<String> origins) {
        Future<Void> all = Future.succeededFuture();
        for (String origin : origins) {
            all = all.compose(before -> parts.egress.refusal(origin)).map(refusal -> {
                refusal.ifPresent(reason -> {
                    throw invalid(List.of(Violation.at("/settings", "egress", refused(origin, reason))));
                });
                return null;
            });
        }
        return all;
    }

    private StoredProvider next(
            Input input, @Nullable StoredProvider existing, SettingsSplit split, CheckedSettings settings) {
        Instant now = parts.clock.instant();
        Map<String, StoredSecret> secrets = new HashMap<>(split.kept());
        split.entered().forEach((setting, secret) -> {
            String origin = settings.origins().get(0);
            String binding = StoredSecret.binding(input.name(), setting, origin);
            secrets.put(setting, new StoredSecret(parts.box.seal(secret, binding), origin, now));
        });
        int revision = existing == null ? 1 : existing.revision() + 1;
        return new StoredProvider(
                input.name(),
                input.kind(),
                split.plain(),
                secrets,
                revision,
                now,
                input.by().keyId());
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            String message = "name does not fit (expected: 1 to 64 lower-case letters, digits and hyphens,"
                    + " starting with a letter)";
            throw invalid(List.of(Violation.at("/name", "pattern", message)));
        }
    }

    private KeelsonException unknownKind() {
        List<String> known =
                parts.kinds.kinds().stream().map(ProviderKind::name).toList();
        String message = "no started plugin brings this kind (expected: " + String.join(", ", known) + ")";
        return invalid(List.of(Violation.at("/kind", "kind", message)));
    }

    private static String refused(String origin, String reason) {
        return origin + " may not be reached: " + reason
                + "; the operator can allow it in the configuration file, under egress.providers.allow";
    }

    private static KeelsonException invalid(List<Violation> violations) {
        return new KeelsonException(ErrorCode.REQUEST_INVALID, "the provider does not fit", violations);
    }
}
