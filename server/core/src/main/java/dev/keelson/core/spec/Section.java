package dev.keelson.core.spec;

import java.util.List;
import org.commonmark.node.Node;

/**
 * What stands below one second-level heading.
 *
 * @param line of the heading
 */
record Section(SectionName name, int line, List<Node> blocks) {}
