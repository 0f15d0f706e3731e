package dev.keelson.core.compatibility;

import java.util.Optional;
import java.util.Set;

/**
 * Judges {@code patternProperties}. Which names two patterns share is not computed: whatever may stand under a name of a
 * pattern that only the reading side has must fit it.
 */
final class PatternRules {

    private PatternRules() {}

    static void judge(ViewPair pair, Walk walk) {
        Properties old = new Properties(pair.old());
        Properties next = new Properties(pair.next());
        boolean input = walk.direction() == Direction.INPUT;
        Flow flow = new Flow(input ? old : next, input ? next : old, walk);
        for (String pattern : ObjectRules.names(old.patterns(), next.patterns())) {
            if (!walk.spend()) {
                return;
            }
            if (old.patterns().has(pattern) && next.patterns().has(pattern)) {
                walk.compare(
                        new Pair(old.patterns().at(pattern), next.patterns().at(pattern)));
                continue;
            }
            boolean added = next.patterns().has(pattern);
            Place where = (added ? next : old).patterns().at(pattern);
            walk.report(
                    added == input ? flow.readerOnly(pattern, added) : flow.writerOnly(pattern, added), where, "", "");
        }
    }

    /** Where the values of the writing side go on the reading one. */
    private record Flow(Properties writer, Properties reader, Walk walk) {

        Rule readerOnly(String pattern, boolean added) {
            Place demanded = reader.patterns().at(pattern);
            boolean fits = fits(writer.additional(), demanded) && patternsFit(demanded) && namesFit(pattern, demanded);
            if (fits) {
                return Rule.PATTERN_PROPERTIES_IMPLIED;
            }
            return added ? Rule.PATTERN_PROPERTIES_ADDED : Rule.PATTERN_PROPERTIES_REMOVED;
        }

        Rule writerOnly(String pattern, boolean added) {
            if (!fits(writer.patterns().at(pattern), reader.additional())) {
                return Rule.PATTERN_PROPERTIES_CHANGED;
            }
            return added ? Rule.PATTERN_PROPERTIES_ADDED : Rule.PATTERN_PROPERTIES_REMOVED;
        }

        private boolean patternsFit(Place demanded) {
            Place patterns = writer.patterns();
            return ObjectRules.names(patterns, patterns).stream().allMatch(each -> fits(patterns.at(each), demanded));
        }

        private boolean namesFit(String pattern, Place demanded) {
            Set<String> names = ObjectRules.names(writer.declared(), writer.declared());
            return names.stream()
                    .filter(name -> mayMatch(Properties.matches(pattern, name)))
                    .allMatch(name -> fits(writer.declared().at(name), demanded));
        }

        private static boolean mayMatch(Optional<Boolean> matches) {
            return matches.orElse(true);
        }

        private boolean fits(Place written, Place demanded) {
            boolean input = walk.direction() == Direction.INPUT;
            return walk.proves(input ? new Pair(written, demanded) : new Pair(demanded, written));
        }
    }
}
