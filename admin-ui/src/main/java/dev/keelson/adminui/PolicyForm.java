package dev.keelson.adminui;

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
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The policy form as a person filled it in. Lists are one entry a line, times are ISO 8601 in UTC; a date alone is its
 * midnight.
 *
 * @param movers such as {@code owner release team}
 * @param freezes such as {@code 2026-12-20 2027-01-04 holidays}
 */
public record PolicyForm(
        String approval,
        String follow,
        String movers,
        String freezes,
        String since,
        String sunset,
        String successor,
        String note) {
    private static final int DATE_LENGTH = 10;
    private static final int FREEZE_PARTS = 3;

    static PolicyForm of(Form form) {
        return new PolicyForm(
                form.line("approval"),
                form.line("follow"),
                form.text("movers"),
                form.text("freezes"),
                form.line("since"),
                form.line("sunset"),
                form.line("successor"),
                form.line("note"));
    }

    static PolicyForm of(AliasPolicy.Terms terms) {
        Deprecation deprecation = terms.deprecation();
        Instant sunset = deprecation == null ? null : deprecation.sunset();
        String successor = deprecation == null ? null : deprecation.successor();
        return new PolicyForm(
                terms.approval().id(),
                terms.follow().id(),
                lines(terms.movers(), mover -> mover.kind().id() + " " + mover.value()),
                lines(terms.freezes(), window -> window.from() + " " + window.to() + " " + window.reason()),
                deprecation == null ? "" : deprecation.since().toString(),
                sunset == null ? "" : sunset.toString(),
                successor == null ? "" : successor,
                deprecation == null ? "" : deprecation.note());
    }

    /** Fails with {@link ErrorCode#REQUEST_INVALID} and everything that can't be read. */
    AliasPolicy.Terms terms() {
        var problems = new ArrayList<Violation>();
        List<Mover> allMovers = entries(movers, "movers", PolicyForm::mover, problems);
        List<FreezeWindow> allFreezes = entries(freezes, "freeze windows", PolicyForm::freeze, problems);
        Approval wanted = choice(Approval.values(), Approval::id, approval, problems);
        Follow wish = choice(Follow.values(), Follow::id, follow, problems);
        Deprecation deprecation = deprecation(problems);
        if (!problems.isEmpty()) {
            throw new KeelsonException(ErrorCode.REQUEST_INVALID, "the policy can't be read", problems);
        }
        return new AliasPolicy.Terms(wanted, allFreezes, allMovers, wish, deprecation);
    }

    private @Nullable Deprecation deprecation(List<Violation> problems) {
        if (since.isEmpty()) {
            if (!sunset.isEmpty() || !successor.isEmpty() || !note.isEmpty()) {
                problems.add(
                        Violation.at("deprecated since", "required", "is needed with the other parts of a notice"));
            }
            return null;
        }
        Optional<Instant> from = time(since);
        Optional<Instant> end = sunset.isEmpty() ? Optional.empty() : time(sunset);
        if (from.isEmpty() || (end.isEmpty() && !sunset.isEmpty())) {
            problems.add(Violation.at("deprecation", "time", "no time (expected: such as 2026-12-20T08:00:00Z)"));
            return null;
        }
        return new Deprecation(from.get(), end.orElse(null), successor.isEmpty() ? null : successor, note);
    }

    private static <T> List<T> entries(
            String text, String what, Function<String, Optional<T>> read, List<Violation> problems) {
        List<T> entries = new ArrayList<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            Optional<T> entry = read.apply(line);
            entry.ifPresent(entries::add);
            if (entry.isEmpty()) {
                problems.add(Violation.at(what, "line", "can't be read: " + line));
            }
        });
        return entries;
    }

    private static Optional<Mover> mover(String line) {
        String[] parts = line.split("\\s+", 2);
        return Arrays.stream(Mover.Kind.values())
                .filter(kind -> parts.length == 2 && kind.id().equals(parts[0].toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(kind -> new Mover(kind, parts[1]));
    }

    private static Optional<FreezeWindow> freeze(String line) {
        String[] parts = line.split("\\s+", FREEZE_PARTS);
        if (parts.length < FREEZE_PARTS) {
            return Optional.empty();
        }
        return time(parts[0]).flatMap(from -> time(parts[1]).map(to -> new FreezeWindow(from, to, parts[2])));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text.length() == DATE_LENGTH ? text + "T00:00:00Z" : text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private static <T> T choice(T[] all, Function<T, String> id, String wanted, List<Violation> problems) {
        return Arrays.stream(all)
                .filter(each -> id.apply(each).equals(wanted))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(Violation.at("", "choice", "no such choice: " + wanted));
                    return all[0];
                });
    }

    private static <T> String lines(List<T> entries, Function<T, String> line) {
        return entries.stream().map(line).collect(Collectors.joining("\n"));
    }
}
