package dev.keelson.core.compilation;

import dev.keelson.core.agent.AgentDefinition;
import dev.keelson.core.agent.AgentSettings;
import dev.keelson.core.agent.Draft;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.spec.FieldSource;
import dev.keelson.core.spec.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes two drafts the same to a compilation. */
final class DraftDigest {
    private static final String NO_DEFINITION = "none";

    private DraftDigest() {}

    /** Covers what the author gave: spec and settings. */
    static String of(Draft draft) {
        return CanonicalJson.digest(new Given(draft.spec(), draft.settings()));
    }

    /** Covers what was compiled, but not which assumptions are accepted: that changes no behaviour. */
    static String ofDefinition(@Nullable AgentDefinition definition) {
        if (definition == null) {
            return NO_DEFINITION;
        }
        Reading reading = definition.reading();
        String sources = reading == null ? "" : CanonicalJson.digest(accepted(reading.sources()));
        String markdown = reading == null ? "" : reading.markdown();
        return CanonicalJson.digest(List.of(withoutReading(definition).digest(), markdown, sources));
    }

    private static List<FieldSource> accepted(List<FieldSource> sources) {
        return sources.stream()
                .map(each -> new FieldSource(each.pointer(), each.sentenceId(), each.quote(), true))
                .toList();
    }

    private static AgentDefinition withoutReading(AgentDefinition definition) {
        return new AgentDefinition(
                definition.spec(),
                definition.title(),
                definition.purpose(),
                definition.rules(),
                definition.instructions(),
                definition.examples(),
                definition.contract(),
                definition.models(),
                definition.tools(),
                definition.checks(),
                definition.limits(),
                definition.pins(),
                definition.invariants(),
                null);
    }

    private record Given(String spec, AgentSettings settings) {}
}
