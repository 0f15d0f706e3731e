package dev.keelson.core.bundle;

import dev.keelson.core.agent.Agent;
import dev.keelson.core.agent.AgentVersion;
import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.bundle.ImportStep.Action;
import dev.keelson.core.error.Violation;
import dev.keelson.core.suite.TestSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What bringing a bundle in would do, found by comparing it with what is there. Nothing is written here. */
final class ImportPlan {
    private final AgentBundle bundle;
    private final Present present;
    private final List<ImportStep> steps = new ArrayList<>();
    private final List<Violation> conflicts = new ArrayList<>();

    /** What this server has of the agent; the versions are those whose numbers the bundle has too. */
    record Present(
            Optional<Agent> agent,
            int latest,
            Map<Integer, String> digests,
            List<Alias> aliases,
            List<TestSuite> suites) {}

    private ImportPlan(AgentBundle bundle, Present present) {
        this.bundle = bundle;
        this.present = present;
    }

    static ImportPlan of(AgentBundle bundle, Present present) {
        var plan = new ImportPlan(bundle, present);
        plan.draft();
        plan.versions();
        plan.suites();
        plan.aliases();
        return plan;
    }

    /** In the order in which they are carried out. */
    List<ImportStep> steps() {
        return List.copyOf(steps);
    }

    /** What makes the import impossible; empty when it can go ahead. */
    List<Violation> conflicts() {
        return List.copyOf(conflicts);
    }

    private void draft() {
        if (present.agent().isEmpty()) {
            add("agent", "", Action.CREATE, "with its draft");
            return;
        }
        var draft = present.agent().get().draft();
        boolean equal = draft.spec().equals(bundle.spec()) && draft.settings().equals(bundle.settings());
        add(
                "draft",
                "",
                equal ? Action.UNCHANGED : Action.UPDATE,
                equal ? "revision " + draft.revision() : "revision " + draft.revision() + " is replaced");
    }

    private void versions() {
        int expected = present.latest() + 1;
        for (int i = 0; i < bundle.versions().size(); i++) {
            AgentVersion version = bundle.versions().get(i);
            String there = present.digests().get(version.number());
            if (there == null && version.number() == expected) {
                add("version", Integer.toString(version.number()), Action.CREATE, version.digest());
                expected++;
            } else if (there == null) {
                conflict(i, "gap", "version " + version.number() + " would leave a gap (expected: " + expected + ")");
            } else if (there.equals(version.digest())) {
                add("version", Integer.toString(version.number()), Action.UNCHANGED, version.digest());
            } else {
                conflict(
                        i,
                        "digest",
                        "version " + version.number() + " is there with another content, " + there + " (given: "
                                + version.digest() + ")");
            }
        }
    }

    private void suites() {
        for (TestSuite suite : bundle.suites()) {
            Optional<TestSuite> there = present.suites().stream()
                    .filter(each -> each.name().equals(suite.name()))
                    .findFirst();
            Action action = there.map(each -> each.cases().equals(suite.cases()) ? Action.UNCHANGED : Action.UPDATE)
                    .orElse(Action.CREATE);
            add("suite", suite.name(), action, suite.cases().size() + " cases");
        }
    }

    private void aliases() {
        new TreeMap<>(bundle.aliases()).forEach((name, targets) -> {
            requireKnown(name, targets);
            Optional<Alias> there = present.aliases().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst();
            if (there.isEmpty()) {
                add("alias", name, Action.CREATE, describe(targets));
            } else if (there.get().targets().equals(targets)) {
                add("alias", name, Action.UNCHANGED, describe(targets));
            } else {
                add("alias", name, Action.UPDATE, there.get().describeTargets() + " -> " + describe(targets));
            }
        });
    }

    private void requireKnown(String alias, List<AliasTarget> targets) {
        for (AliasTarget target : targets) {
            boolean known = target.version() <= present.latest()
                    || bundle.versions().stream().anyMatch(version -> version.number() == target.version());
            if (!known) {
                conflicts.add(Violation.at(
                        "/aliases/" + alias, "version", "no version " + target.version() + " here or in the bundle"));
            }
        }
    }

    private void conflict(int index, String rule, String message) {
        conflicts.add(Violation.at("/versions/" + index, rule, message));
    }

    private void add(String kind, String name, Action action, String detail) {
        steps.add(new ImportStep(kind, name, action, detail));
    }

    private static String describe(List<AliasTarget> targets) {
        return String.join(
                " + ",
                targets.stream()
                        .map(target -> targets.size() == 1
                                ? "v" + target.version()
                                : "v" + target.version() + " weight " + target.weight())
                        .toList());
    }
}
