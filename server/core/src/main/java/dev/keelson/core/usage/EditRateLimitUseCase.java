package dev.keelson.core.usage;

import dev.keelson.core.access.Principal;
import dev.keelson.core.audit.AuditActions;
import dev.keelson.core.audit.AuditLog;
import dev.keelson.core.audit.AuditedChange;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes rate limits. This node knows of it at once, other nodes within seconds. */
public final class EditRateLimitUseCase {
    private final RateLimitRepository limits;
    private final UsageRules rules;
    private final Clock clock;
    private final AuditLog audit;

    public EditRateLimitUseCase(RateLimitRepository limits, UsageRules rules, Clock clock, AuditLog audit) {
        this.limits = limits;
        this.rules = rules;
        this.clock = clock;
        this.audit = audit;
    }

    /** The wanted limit; see {@link RateLimit}. */
    public record Input(
            Principal by,
            String name,
            UsageScope scope,
            @Nullable Long requestsPerMinute,
            @Nullable Long tokensPerMinute) {}

    /** Fails with {@link ErrorCode#RATE_LIMIT_EXISTS}. */
    public Future<RateLimit> create(Input input) {
        RateLimit limit = limit(input, 1);
        return limits.list()
                .map(EditRateLimitUseCase::requireRoom)
                .compose(room -> audit.record(
                        change(input.by(), AuditActions.RATE_LIMIT_CREATE, limit.name(), ""),
                        () -> limits.insert(limit),
                        stored -> revision(stored.revision())))
                .compose(this::known);
    }

    /** Fails with {@link ErrorCode#RATE_LIMIT_NOT_FOUND} or {@link ErrorCode#REVISION_STALE}. */
    public Future<RateLimit> change(int revision, Input input) {
        RateLimit limit = limit(input, revision + 1);
        return audit.record(
                        change(input.by(), AuditActions.RATE_LIMIT_EDIT, input.name(), revision(revision)),
                        () -> replace(revision, input, limit),
                        stored -> revision(stored.revision()))
                .compose(this::known);
    }

    /** Fails like {@link #change}. */
    public Future<Void> delete(Principal by, String name, int revision) {
        return audit.record(
                        change(by, AuditActions.RATE_LIMIT_DELETE, name, revision(revision)),
                        () -> remove(by, name, revision),
                        done -> "")
                .compose(done -> rules.refresh());
    }

    private Future<RateLimit> replace(int revision, Input input, RateLimit limit) {
        return current(input.by(), input.name(), revision)
                .compose(before -> limits.replace(revision, limit))
                .compose(done -> done ? Future.succeededFuture(limit) : current(input.by(), input.name(), revision));
    }

    /** Who lost against another finds that out by looking again. */
    private Future<RateLimit> remove(Principal by, String name, int revision) {
        return current(by, name, revision)
                .compose(before -> limits.delete(name, revision)
                        .compose(done -> done ? Future.succeededFuture(before) : current(by, name, revision)));
    }

    private static AuditedChange change(Principal by, String action, String name, String before) {
        return new AuditedChange(by, action, "rate-limits/" + name, before, "");
    }

    private static String revision(int revision) {
        return "revision " + revision;
    }

    private RateLimit limit(Input input, int revision) {
        ScopeRights.requireChange(input.by(), input.scope());
        return new RateLimit(
                input.name(),
                input.scope(),
                input.requestsPerMinute(),
                input.tokensPerMinute(),
                revision,
                clock.instant(),
                input.by().keyId());
    }

    private Future<RateLimit> current(Principal by, String name, int revision) {
        return limits.find(name).map(found -> {
            RateLimit limit = found.filter(each -> ScopeRights.maySee(by, each.scope()))
                    .orElseThrow(() -> ScopeRights.noRateLimit(name));
            ScopeRights.requireChange(by, limit.scope());
            if (limit.revision() != revision) {
                throw KeelsonException.stale("the rate limit is at revision " + limit.revision(), limit);
            }
            return limit;
        });
    }

    private Future<RateLimit> known(RateLimit limit) {
        return rules.refresh().map(limit);
    }

    private static boolean requireRoom(List<RateLimit> all) {
        if (all.size() >= RateLimitRepository.MAX_LIMITS) {
            String message = "there are " + all.size() + " rate limits (expected: at most "
                    + RateLimitRepository.MAX_LIMITS + ")";
            throw new KeelsonException(ErrorCode.REQUEST_INVALID, message, List.of(Violation.at("", "limit", message)));
        }
        return true;
    }
}
