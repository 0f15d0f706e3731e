package dev.keelson.core.spec;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.BulletList;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;

/** Reads bullets: their text and their nested bullets, and nothing else in between. */
final class BulletReader {
    private final SourceText source;
    private final SpecProblems problems;

    BulletReader(SourceText source, SpecProblems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The items of all bullet lists among the blocks; other blocks are reported. */
    List<Bullet> bullets(List<Node> blocks) {
        List<Bullet> bullets = new ArrayList<>();
        for (Node block : blocks) {
            if (block instanceof BulletList list) {
                MarkdownBlocks.children(list).forEach(item -> bullets.add(bullet(item)));
            } else {
                reportOther(block);
            }
        }
        return bullets;
    }

    private Bullet bullet(Node item) {
        List<String> texts = new ArrayList<>();
        List<Node> nested = new ArrayList<>();
        for (Node block : MarkdownBlocks.children(item)) {
            if (MarkdownBlocks.isText(block) && nested.isEmpty()) {
                texts.add(source.text(block));
            } else {
                nested.add(block);
            }
        }
        return new Bullet(SourceText.lineOf(item), String.join("\n", texts), nested);
    }

    private void reportOther(Node block) {
        String text = SpecProblems.quote(source.text(block));
        String found = block instanceof IndentedCodeBlock
                ? text + " is indented like code (expected: bullets start at most 3 spaces behind their neighbours)"
                : text + " is no bullet (expected: only bullets such as - `name` (string): description)";
        problems.at(SourceText.lineOf(block)).report(SpecProblem.CONTENT_UNEXPECTED, found);
    }

    /**
     * One item of a list.
     *
     * @param nested blocks below its text, to be read by who knows what they may be
     */
    record Bullet(int line, String text, List<Node> nested) {}
}
