package dev.keelson.core.usage;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;

/** Who may see and change budgets and rate limits of which scope. */
final class ScopeRights {

    private ScopeRights() {}

    static boolean maySee(Principal by, UsageScope scope) {
        String agent = scope.agent();
        return by.agents().isEmpty() || (agent != null && by.maySee(agent));
    }

    /** Throws {@link ErrorCode#PERMISSION_DENIED}. */
    static void requireChange(Principal by, UsageScope scope) {
        by.require(Permission.BUDGET_MANAGE);
        if (!maySee(by, scope)) {
            throw new KeelsonException(
                    ErrorCode.PERMISSION_DENIED,
                    "a key that is limited to some agents can set budgets and rate limits of those agents only");
        }
    }

    static KeelsonException noBudget(String name) {
        return new KeelsonException(ErrorCode.BUDGET_NOT_FOUND, "no budget named " + name);
    }

    static KeelsonException noRateLimit(String name) {
        return new KeelsonException(ErrorCode.RATE_LIMIT_NOT_FOUND, "no rate limit named " + name);
    }
}
