package dev.keelson.core.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One test: an input and what is expected.
 *
 * @param id {@code t-} and 8 hex digits, unique in the suite
 * @param name says what is tried, at most 200 characters
 * @param expected the part of the output that must be as given, an object; null when only the contract and the
 *     invariants are held against the output
 * @param ruleIds rules of the spec that the case tries
 * @param technique how a generated case came about, such as {@code boundary} or {@code injection}; null for others
 * @param note for people, such as what the case's author had in mind; may be empty
 */
public record TestCase(
        String id,
        String name,
        Origin origin,
        State state,
        JsonNode input,
        @Nullable JsonNode expected,
        List<String> ruleIds,
        @Nullable String technique,
        String note) {

    public TestCase {
        ruleIds = List.copyOf(ruleIds);
        // A case that is read back has JSON's null where there was none.
        expected = expected == null || expected.isNull() ? null : expected;
    }

    /** The same case with another verdict of people about it. */
    public TestCase withState(State next) {
        return new TestCase(id, name, origin, next, input, expected, ruleIds, technique, note);
    }

    /** Where a case comes from. */
    public enum Origin {
        /** Made from the spec. */
        GENERATED,
        /** Written by a person. */
        WRITTEN,
        /** Made of an answer to a question about the spec. */
        ANSWER,
        /** Taken from a real execution. */
        PROMOTED;

        /** The origin as it stands in answers: {@code generated}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether people stand behind a case. */
    public enum State {
        /** Generated and not looked at: never decides about a release. */
        PROPOSED,
        ACCEPTED,
        REJECTED;

        /** The state as it stands in answers: {@code proposed}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
