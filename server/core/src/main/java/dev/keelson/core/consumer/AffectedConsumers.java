package dev.keelson.core.consumer;

import dev.keelson.core.common.Page;
import dev.keelson.core.common.PageRequest;
import dev.keelson.core.compatibility.ChangeClass;
import dev.keelson.core.compatibility.ContractChange;
import dev.keelson.core.compatibility.Direction;
import dev.keelson.core.consumer.Consumer.Declaration;
import dev.keelson.core.consumer.ConsumerImpact.Impact;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says whom a change of the contract that an alias serves reaches, by what consumers declared and by what was seen. */
public final class AffectedConsumers {
    /** More consumers than this are not looked at. */
    public static final int MAX_CONSUMERS = 2_000;

    private static final int MAX_EVIDENCE = 20;

    private final ConsumerRepository consumers;
    private final Clock clock;

    public AffectedConsumers(ConsumerRepository consumers, Clock clock) {
        this.consumers = consumers;
        this.clock = clock;
    }

    /**
     * The consumers of the alias, those that are affected first, then in order of key id. An input change that is RISKY or
     * BREAKING reaches all who call; one of the output those who read the changed field; a new value of an enum those who
     * declared that they know all values.
     */
    public Future<List<ConsumerImpact>> of(String agent, String alias, List<ContractChange> changes) {
        List<ContractChange> felt = changes.stream()
                .filter(change -> change.changeClass().compareTo(ChangeClass.RISKY) >= 0)
                .toList();
        return all(agent, PageRequest.first(PageRequest.MAX_LIMIT), new ArrayList<>())
                .map(found -> found.stream()
                        .flatMap(consumer -> impact(consumer, alias, felt).stream())
                        .sorted(Comparator.comparing(ConsumerImpact::impact)
                                .reversed()
                                .thenComparing(ConsumerImpact::keyId))
                        .toList());
    }

    private Future<List<Consumer>> all(String agent, PageRequest request, List<Consumer> before) {
        return consumers.list(agent, request).compose(page -> more(agent, page, before));
    }

    private Future<List<Consumer>> more(String agent, Page<Consumer> page, List<Consumer> found) {
        found.addAll(page.items());
        return page.nextCursor() == null || found.size() >= MAX_CONSUMERS
                ? Future.succeededFuture(found)
                : all(agent, new PageRequest(PageRequest.MAX_LIMIT, page.nextCursor()), found);
    }

    /** Empty for a consumer that neither called nor declared the alias. */
    private Optional<ConsumerImpact> impact(Consumer consumer, String alias, List<ContractChange> felt) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Optional<ObservedUse> use =
                consumer.use(alias).map(each -> each.keptOn(today)).filter(each -> each.runs() > 0);
        Declaration declared = consumer.declared();
        boolean declares = declared != null && declared.aliases().contains(alias);
        if (use.isEmpty() && !declares) {
            return Optional.empty();
        }
        Impact worst = Impact.NOT_AFFECTED;
        List<String> evidence = new ArrayList<>(List.of(evidenceOfUse(use, alias)));
        for (ContractChange change : felt) {
            Verdict verdict = verdict(change, declared, read(use, declared));
            worst = worst.compareTo(verdict.impact()) >= 0 ? worst : verdict.impact();
            if (verdict.impact() != Impact.NOT_AFFECTED && evidence.size() < MAX_EVIDENCE) {
                evidence.add(verdict.why());
            }
        }
        String contact = declared == null ? "" : declared.contact();
        return Optional.of(new ConsumerImpact(consumer.keyId(), contact, worst, evidence));
    }

    private static String evidenceOfUse(Optional<ObservedUse> use, String alias) {
        return use.map(each -> "%d runs of %s in the last %d days, the last at %s"
                        .formatted(each.runs(), alias, ObservedUse.KEPT_DAYS, each.lastUsedAt()))
                .orElse("declares that it calls " + alias + "; no run of it in the last 30 days");
    }

    private record Verdict(Impact impact, String why) {}

    private static Verdict verdict(ContractChange change, @Nullable Declaration declared, @Nullable Set<String> read) {
        String what = change.direction().id() + " " + change.pointer() + ": " + change.reason();
        if (change.direction() == Direction.INPUT) {
            return new Verdict(Impact.AFFECTED, "sends the input: " + what);
        }
        String field = field(change.pointer());
        if (read != null && !field.isEmpty() && read.stream().noneMatch(each -> overlap(each, field))) {
            return new Verdict(Impact.NOT_AFFECTED, "");
        }
        if (isNewValue(change) && declared != null) {
            return declared.exhaustiveEnums()
                    ? new Verdict(Impact.AFFECTED, "declares that it knows all values: " + what)
                    : new Verdict(Impact.NOT_AFFECTED, "");
        }
        return read == null || field.isEmpty() || isNewValue(change)
                ? new Verdict(Impact.UNKNOWN, "may read it: " + what)
                : new Verdict(Impact.AFFECTED, "reads " + field + ": " + what);
    }

    /** The fields that the consumer reads; null when that is not known, as it takes the whole output and says nothing. */
    private static @Nullable Set<String> read(Optional<ObservedUse> use, @Nullable Declaration declared) {
        List<String> named = declared == null ? null : declared.fields();
        boolean takesAll = use.map(each -> each.wholeOn() != null).orElse(false);
        if (named == null && (use.isEmpty() || takesAll)) {
            return null;
        }
        Set<String> read = new HashSet<>(named == null ? List.of() : named);
        use.ifPresent(each -> read.addAll(each.fields().keySet()));
        return read;
    }

    private static boolean isNewValue(ContractChange change) {
        return change.rule().contains("enum") && change.rule().contains("added");
    }

    /** {@code /properties/lines/items/properties/amount/type} is about the field {@code /lines/amount}. */
    static String field(String pointer) {
        String[] steps = pointer.split("/", -1);
        StringBuilder field = new StringBuilder();
        for (int i = 1; i + 1 < steps.length; i++) {
            if (steps[i].equals("properties")) {
                field.append('/').append(steps[++i]);
            }
        }
        return field.toString();
    }

    private static boolean overlap(String one, String other) {
        return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
    }
}
