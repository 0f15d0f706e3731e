package dev.keelson.core.spec;

import dev.keelson.core.spec.SpecText.Kind;
import dev.keelson.core.spec.SpecText.Part;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;

/** Cuts one spec into sentences, top to bottom. Confined to one text. */
final class SentenceCutter {
    /** Sections of a structured spec, and of answers, in which an item is one statement, however many sentences it has. */
    private static final Set<String> WHOLE_ITEMS = Set.of("input", "output", "rules", "answers");

    /** In these the item's own text and the bullets below it are fields and meanings of their own. */
    private static final Set<String> FIELDS = Set.of("input", "output");

    private static final Pattern ABBREVIATION = Pattern.compile(
            "(?:^|[\\s(])(?:e\\.\\s?g|i\\.\\s?e|cf|vs|approx|no|nr|mr|mrs|ms|dr|st|incl|max|min|z\\.\\s?b|d\\.\\s?h|bzw|ca|inkl)\\.\\s*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?]['\")\\]]*$");
    private static final int FRAGMENT_WORDS = 12;

    private final SourceText source;
    private final List<Part> parts = new ArrayList<>();
    private String title = "";
    private String section = "";

    SentenceCutter(SourceText source) {
        this.source = source;
    }

    SpecText cut() {
        blocks(MarkdownBlocks.parse(source), Kind.PARAGRAPH);
        return new SpecText(title, parts);
    }

    private void blocks(List<Node> blocks, Kind kind) {
        for (int i = 0; i < blocks.size(); i++) {
            Node next = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
            Node block = blocks.get(i);
            if (MarkdownBlocks.isText(block) && next instanceof ListBlock list && introduces(block, list)) {
                withItems(block, list, kind);
                i++;
            } else {
                block(block, kind);
            }
        }
    }

    private void block(Node block, Kind kind) {
        if (block instanceof Heading heading) {
            heading(heading);
        } else if (MarkdownBlocks.isText(block) || isTagged(block)) {
            parts.add(new Part(kind, sentences(block), ""));
        } else if (block instanceof ListBlock list) {
            MarkdownBlocks.children(list).forEach(this::item);
        } else if (block instanceof BlockQuote quote) {
            blocks(MarkdownBlocks.children(quote), kind);
        } else if (block instanceof FencedCodeBlock code) {
            parts.add(new Part(Kind.CODE, List.of(), code.getLiteral()));
        } else if (block instanceof IndentedCodeBlock code) {
            parts.add(new Part(Kind.CODE, List.of(), code.getLiteral()));
        }
    }

    /** Text that starts with a tag; a comment is for people and no part of the spec. */
    private static boolean isTagged(Node block) {
        return block instanceof HtmlBlock html && !html.getLiteral().strip().startsWith("<!--");
    }

    private void heading(Heading heading) {
        String text = MarkdownBlocks.headingText(heading);
        if (heading.getLevel() == 1 && title.isEmpty()) {
            title = text;
            return;
        }
        section = text;
        parts.add(new Part(Kind.HEADING, List.of(), text));
    }

    private void item(Node item) {
        String name = section.toLowerCase(Locale.ROOT);
        if (!WHOLE_ITEMS.contains(name)) {
            blocks(MarkdownBlocks.children(item), Kind.ITEM);
            return;
        }
        boolean field = FIELDS.contains(name);
        String text = field ? ownText(item) : wholeText(item);
        if (!text.isBlank()) {
            var sentence = Sentence.of(text, SourceText.lineOf(item), section);
            parts.add(new Part(Kind.ITEM, List.of(sentence), ""));
        }
        if (field) {
            MarkdownBlocks.children(item).stream()
                    .filter(ListBlock.class::isInstance)
                    .forEach(nested -> MarkdownBlocks.children(nested).forEach(this::item));
        }
    }

    /** A line such as {@code It is urgent if:} and the short bullets below it say one thing together. */
    private boolean introduces(Node block, ListBlock list) {
        String text = source.text(block).strip();
        return text.endsWith(":")
                && MarkdownBlocks.children(list).stream().allMatch(item -> isFragment(RuleIds.fold(wholeText(item))));
    }

    private static boolean isFragment(String item) {
        boolean lower = !item.isEmpty() && !Character.isUpperCase(item.codePointAt(0));
        return lower || (!SENTENCE_END.matcher(item).find() && item.split(" ", -1).length <= FRAGMENT_WORDS);
    }

    private void withItems(Node block, ListBlock list, Kind kind) {
        List<Sentence> sentences = new ArrayList<>(sentences(block));
        if (sentences.isEmpty()) {
            return;
        }
        Sentence intro = sentences.remove(sentences.size() - 1);
        var text = new StringBuilder(intro.text());
        MarkdownBlocks.children(list).forEach(item -> text.append(" - ").append(RuleIds.fold(wholeText(item))));
        sentences.add(Sentence.of(text.toString(), intro.line(), section));
        parts.add(new Part(kind, sentences, ""));
    }

    private String ownText(Node item) {
        List<String> texts = MarkdownBlocks.children(item).stream()
                .filter(MarkdownBlocks::isText)
                .map(source::text)
                .toList();
        return String.join("\n", texts);
    }

    /** As a rule has it: a list inside belongs to it, its items behind hyphens. */
    private String wholeText(Node item) {
        List<String> texts = new ArrayList<>();
        for (Node block : MarkdownBlocks.children(item)) {
            if (MarkdownBlocks.isText(block)) {
                texts.add(source.text(block));
            } else if (block instanceof ListBlock nested) {
                MarkdownBlocks.children(nested).forEach(inner -> texts.add("- " + wholeText(inner)));
            }
        }
        return String.join("\n", texts);
    }

    private List<Sentence> sentences(Node block) {
        String text = source.text(block);
        String flat = text.replace('\n', ' ');
        List<Sentence> sentences = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(flat);
        int start = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            String candidate = flat.substring(start, end);
            if (end < flat.length() && goesOn(candidate)) {
                continue;
            }
            if (!candidate.isBlank()) {
                sentences.add(Sentence.of(candidate, line(block, text, start), section));
            }
            start = end;
        }
        return sentences;
    }

    private static boolean goesOn(String candidate) {
        boolean openQuote = candidate.chars().filter(c -> c == '`').count() % 2 == 1;
        return openQuote || ABBREVIATION.matcher(candidate).find();
    }

    private static int line(Node block, String text, int offset) {
        int line = SourceText.lineOf(block);
        return line
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
