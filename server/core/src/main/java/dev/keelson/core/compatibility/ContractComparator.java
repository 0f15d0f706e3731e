package dev.keelson.core.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.core.contract.Contract;
import dev.keelson.core.contract.NullSpelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Judges what a change of a contract does to callers, keyword by keyword and by direction: the new input schema must
 * accept what the old one accepted, the old output schema what the new one allows. What is not understood is never
 * called compatible. Safe for concurrent use; does no I/O; bounded in steps, depth and changes, however large the schemas
 * are.
 */
public final class ContractComparator {
    private static final int MAX_CHANGES = 200;
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /**
     * Every change, the verdict, and a value that shows the worst change when one is found. Takes some ten milliseconds: call
     * it on a worker thread. A value that disproves a verdict of compatible makes it breaking.
     */
    public ContractComparison compare(Contract old, Contract next) {
        List<Judged> judged = List.of(
                Judged.of(Direction.INPUT, old.input(), next.input()),
                Judged.of(Direction.OUTPUT, old.output(), next.output()));
        List<ContractChange> changes = new ArrayList<>();
        judged.forEach(each -> changes.addAll(each.disproved()));
        ContractComparison comparison = comparison(changes);
        CounterExample example = judged.stream()
                .filter(each -> each.example() != null)
                .max(Comparator.comparing(Judged::worst).thenComparing(Judged::direction, Comparator.reverseOrder()))
                .map(Judged::example)
                .orElse(null);
        return new ContractComparison(comparison.verdict(), comparison.changes(), example);
    }

    /** Every change and the verdict, without a counter-example: fast enough for an event loop. */
    public ContractComparison classify(Contract old, Contract next) {
        List<ContractChange> changes = new ArrayList<>();
        changes.addAll(changes(Direction.INPUT, old.input(), next.input()));
        changes.addAll(changes(Direction.OUTPUT, old.output(), next.output()));
        return comparison(changes);
    }

    static ContractComparison comparison(List<ContractChange> changes) {
        List<ContractChange> shown = changes.stream()
                .distinct()
                .sorted(Comparator.comparing(ContractChange::changeClass).reversed())
                .limit(MAX_CHANGES)
                .sorted(Comparator.comparing(ContractChange::direction).thenComparing(ContractChange::pointer))
                .toList();
        return new ContractComparison(worst(changes), shown, null);
    }

    static ChangeClass worst(List<ContractChange> changes) {
        return changes.stream().map(ContractChange::changeClass).reduce(ChangeClass.NONE, ChangeClass::worse);
    }

    static List<ContractChange> changes(Direction direction, JsonNode old, JsonNode next) {
        Pair roots = new Pair(
                new SchemaDocument(NullSpelling.spelledOut(old)).root(),
                new SchemaDocument(NullSpelling.spelledOut(next)).root());
        Walk walk = new Walk(direction);
        judgeDialect(roots, walk);
        walk.compare(roots);
        if (walk.exhausted()) {
            walk.report(Rule.LIMIT_REACHED, roots.next(), "", "");
        }
        boolean same = Values.same(Contract.assertions(old), Contract.assertions(next));
        return same ? describing(walk.changes()) : walk.changes();
    }

    /** What asserts word by word the same has not changed, even where it is not understood. */
    private static List<ContractChange> describing(List<ContractChange> changes) {
        return changes.stream()
                .filter(change -> change.changeClass().compareTo(ChangeClass.BEHAVIOUR) <= 0)
                .toList();
    }

    private static void judgeDialect(Pair roots, Walk walk) {
        boolean dialect = dialect(roots.old()).equals(dialect(roots.next()));
        boolean id = Values.same(roots.old().keyword("$id"), roots.next().keyword("$id"));
        if (!dialect || !id) {
            walk.report(Rule.DIALECT_CHANGED, roots.next(), dialect ? "$id" : "$schema", "");
        }
    }

    private static String dialect(Place root) {
        String dialect = root.keyword("$schema").asText(DIALECT);
        return dialect.endsWith("#") ? dialect.substring(0, dialect.length() - 1) : dialect;
    }
}
