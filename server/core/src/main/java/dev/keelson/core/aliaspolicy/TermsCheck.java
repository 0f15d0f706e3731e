package dev.keelson.core.aliaspolicy;

import dev.keelson.core.access.Role;
import dev.keelson.core.agent.AliasPolicy;
import dev.keelson.core.agent.AliasPolicy.Approval;
import dev.keelson.core.agent.AliasPolicy.Follow;
import dev.keelson.core.agent.Deprecation;
import dev.keelson.core.agent.FreezeWindow;
import dev.keelson.core.agent.Mover;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds everything that is wrong with the terms of an alias's policy. */
final class TermsCheck {
    private static final int MAX_FREEZES = 50;
    private static final int MAX_MOVERS = 50;
    private static final int MAX_NAME = 100;
    private static final int MAX_TEXT = 500;

    private final List<Violation> violations = new ArrayList<>();

    private TermsCheck() {}

    /** Throws {@link ErrorCode#REQUEST_INVALID} with all violations. */
    static void require(String alias, AliasPolicy.Terms terms) {
        var check = new TermsCheck();
        check.freezes(terms.freezes());
        check.movers(terms.movers());
        check.follow(terms);
        Deprecation deprecation = terms.deprecation();
        if (deprecation != null) {
            check.deprecation(alias, deprecation);
        }
        if (!check.violations.isEmpty()) {
            throw new KeelsonException(ErrorCode.REQUEST_INVALID, "the policy does not fit", check.violations);
        }
    }

    private void freezes(List<FreezeWindow> freezes) {
        if (freezes.size() > MAX_FREEZES) {
            add("/freezes", "size", freezes.size() + " freeze windows (expected: at most " + MAX_FREEZES + ")");
        }
        for (int i = 0; i < freezes.size(); i++) {
            FreezeWindow window = freezes.get(i);
            if (!window.from().isBefore(window.to())) {
                add("/freezes/" + i, "range", "to: " + window.to() + " (expected: after " + window.from() + ")");
            }
            text("/freezes/" + i + "/reason", window.reason());
        }
    }

    private void movers(List<Mover> movers) {
        if (movers.size() > MAX_MOVERS) {
            add("/movers", "size", movers.size() + " movers (expected: at most " + MAX_MOVERS + ")");
        }
        for (int i = 0; i < movers.size(); i++) {
            Mover mover = movers.get(i);
            if (mover.value().isBlank() || mover.value().length() > MAX_NAME) {
                add("/movers/" + i, "range", "name is empty or too long (expected: 1 to " + MAX_NAME + " characters)");
            }
            boolean unknownRole = mover.kind() == Mover.Kind.ROLE
                    && Arrays.stream(Role.values()).noneMatch(role -> role.id().equals(mover.value()));
            if (unknownRole) {
                add("/movers/" + i, "role", "no role named " + mover.value());
            }
        }
    }

    /** A policy that could never follow anything would only look as if it did. */
    private void follow(AliasPolicy.Terms terms) {
        if (terms.follow() == Follow.COMPATIBLE && terms.approval() != Approval.RISKY) {
            add(
                    "/follow",
                    "approval",
                    "follow: compatible (expected: with approval risky; under "
                            + terms.approval().id() + " another contract always needs approval)");
        }
        if (terms.follow() == Follow.SAME_CONTRACT && terms.approval() == Approval.ALWAYS) {
            add("/follow", "approval", "follow: same-contract (expected: off, since every move needs approval)");
        }
    }

    private void deprecation(String alias, Deprecation deprecation) {
        Instant sunset = deprecation.sunset();
        if (sunset != null && sunset.isBefore(deprecation.since())) {
            add(
                    "/deprecation/sunset",
                    "range",
                    "sunset: " + sunset + " (expected: not before " + deprecation.since() + ")");
        }
        if (alias.equals(deprecation.successor())) {
            add("/deprecation/successor", "self", "successor: " + alias + " (expected: another alias)");
        }
        if (deprecation.note().length() > MAX_TEXT) {
            add("/deprecation/note", "size", "note is too long (expected: at most " + MAX_TEXT + " characters)");
        }
    }

    private void text(String pointer, String text) {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            add(pointer, "size", "text is empty or too long (expected: 1 to " + MAX_TEXT + " characters)");
        }
    }

    private void add(String pointer, String rule, String message) {
        violations.add(Violation.at(pointer, rule, message));
    }
}
