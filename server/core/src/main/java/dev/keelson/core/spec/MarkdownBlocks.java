package dev.keelson.core.spec;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLines;

/**
 * Reads Markdown down to its blocks. What stands inside a paragraph stays the author's text: no emphasis, no links, and
 * none of the work that nested brackets cause.
 */
final class MarkdownBlocks {
    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .inlineParserFactory(context -> MarkdownBlocks::keepText)
            .build();

    private MarkdownBlocks() {}

    static List<Node> parse(SourceText source) {
        return children(PARSER.parse(source.markdown()));
    }

    static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }

    /** Text of a heading without its marks. */
    static String headingText(Heading heading) {
        return heading.getFirstChild() instanceof Text text ? RuleIds.fold(text.getLiteral()) : "";
    }

    /** Plain text; {@code [a]: b} is text here, too, though Markdown takes it for the address of a link. */
    static boolean isText(Node block) {
        return block instanceof Paragraph || block instanceof LinkReferenceDefinition;
    }

    /** Whether Markdown takes the text for one block of plain text, whatever characters it starts with. */
    static boolean isOneText(String text) {
        List<Node> blocks = parse(SourceText.of(text));
        return blocks.size() == 1 && isText(blocks.get(0));
    }

    private static void keepText(SourceLines lines, Node block) {
        block.appendChild(new Text(lines.getContent()));
    }
}
