package dev.keelson.core.spec;

import dev.keelson.core.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** Tells free prose from a spec in the form of docs/spec-format.md, and which prose can be read. */
public final class Prose {
    /** The whole text goes into one prompt. */
    static final int MAX_BYTES = 64 << 10;

    static final int MIN_WORDS = 5;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int SECTION_LEVEL = 2;

    private Prose() {}

    /**
     * Whether a spec is free prose: it has no heading {@code ## Input} or {@code ## Output}, nor one that was likely meant so.
     * A text that may not be parsed is none, so that compiling it says why. Fails at once with
     * {@link ErrorCode#SPEC_INVALID} for prose that is too short or too long.
     */
    static boolean isProse(String spec) {
        var problems = new SpecProblems();
        SourceGuard.requireSize(spec, problems);
        if (problems.total() > 0) {
            return false;
        }
        SourceText source = SourceText.of(spec);
        SourceGuard.requireTame(source, problems);
        if (problems.total() > 0 || MarkdownBlocks.parse(source).stream().anyMatch(Prose::opensContract)) {
            return false;
        }
        requireReadable(spec);
        return true;
    }

    private static boolean opensContract(Node block) {
        if (!(block instanceof Heading heading) || heading.getLevel() != SECTION_LEVEL) {
            return false;
        }
        String text = MarkdownBlocks.headingText(heading);
        Optional<SectionName> name = SectionName.of(text).or(() -> SectionName.near(text));
        return name.filter(found -> found == SectionName.INPUT || found == SectionName.OUTPUT)
                .isPresent();
    }

    private static void requireReadable(String spec) {
        var problems = new SpecProblems();
        int bytes = spec.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            problems.at(1)
                    .report(
                            SpecProblem.SPEC_TOO_LARGE,
                            "free prose of " + bytes + " bytes (expected: at most " + MAX_BYTES
                                    + ", or the form with ## Input and ## Output)");
        }
        long words = WORD.matcher(spec).results().limit(MIN_WORDS).count();
        if (words < MIN_WORDS) {
            problems.at(1)
                    .report(
                            SpecProblem.PROSE_TOO_SHORT,
                            words + (words == 1 ? " word" : " words") + " (expected: at least " + MIN_WORDS
                                    + " that say what the agent gets and gives, or the form with ## Input and ## Output)");
        }
        problems.throwIfAny();
    }
}
