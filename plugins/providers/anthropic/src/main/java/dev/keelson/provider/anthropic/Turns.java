package dev.keelson.provider.anthropic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gathers content blocks into turns that alternate between user and assistant. All results of tools stand in one user
 * turn, before its text, one for each call; thinking stands at the start of an assistant turn. Not thread-safe.
 */
final class Turns {
    private static final Set<Object> THINKING = Set.of("thinking", "redacted_thinking");

    private final List<Turn> turns = new ArrayList<>();

    /** Adds to the latest turn when it is of this role. */
    void add(String role, List<Map<?, ?>> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        if (turns.isEmpty() || !turns.get(turns.size() - 1).role.equals(role)) {
            turns.add(new Turn(role, new ArrayList<>()));
        }
        turns.get(turns.size() - 1).blocks.addAll(blocks);
    }

    List<Map<String, Object>> messages() {
        return turns.stream().map(Turn::message).toList();
    }

    private static List<Map<?, ?>> resultsFirst(List<Map<?, ?>> blocks) {
        List<Map<?, ?>> ordered = new ArrayList<>();
        Set<Object> answered = new HashSet<>();
        for (Map<?, ?> block : blocks) {
            if ("tool_result".equals(block.get("type")) && answered.add(String.valueOf(block.get("tool_use_id")))) {
                ordered.add(block);
            }
        }
        blocks.stream()
                .filter(block -> !"tool_result".equals(block.get("type")))
                .forEach(ordered::add);
        return ordered;
    }

    /** A turn that starts with thinking keeps its order, in which thinking may come between calls. */
    private static List<Map<?, ?>> thinkingFirst(List<Map<?, ?>> blocks) {
        if (isThinking(blocks.get(0))) {
            return blocks;
        }
        List<Map<?, ?>> ordered = new ArrayList<>();
        blocks.stream().filter(Turns::isThinking).forEach(ordered::add);
        blocks.stream().filter(block -> !isThinking(block)).forEach(ordered::add);
        return ordered;
    }

    private static boolean isThinking(Map<?, ?> block) {
        return block.get("type") instanceof String type && THINKING.contains(type);
    }

    /** The blocks of one role in a row. */
    private record Turn(String role, List<Map<?, ?>> blocks) {

        Map<String, Object> message() {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("role", role);
            message.put("content", role.equals("user") ? resultsFirst(blocks) : thinkingFirst(blocks));
            return message;
        }
    }
}
