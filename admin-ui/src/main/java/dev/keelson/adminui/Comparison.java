package dev.keelson.adminui;

import dev.keelson.core.agent.Alias;
import dev.keelson.core.agent.AliasTarget;
import dev.keelson.core.error.KeelsonException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells before a move what it would change. What really holds is decided when the move is made. */
final class Comparison {

    private Comparison() {}

    /** The parts of the remap page's model that say what changes; none while no target is chosen. */
    static Map<String, Object> of(Optional<Alias> current, String targets) {
        Map<String, Object> model = new HashMap<>();
        List<AliasTarget> wanted = parsed(targets);
        if (wanted.isEmpty()) {
            return model;
        }
        model.put("wanted", wanted);
        current.filter(alias -> alias.targets().size() == 1 && wanted.size() == 1)
                .ifPresent(alias -> model.put("from", alias.targets().get(0).version()));
        return model;
    }

    /** What a rollback would bring back: as the use case finds it, among the moves given, newest first. */
    static Optional<Alias> earlier(List<Alias> moves) {
        Alias current = moves.get(0);
        Integer restores = current.restores();
        int before = restores == null ? current.revision() : restores;
        return moves.stream()
                .filter(move -> move.revision() < before)
                .filter(move -> !move.targets().equals(current.targets()))
                .findFirst();
    }

    static List<AliasTarget> parsed(String targets) {
        try {
            return TargetsText.parse(targets);
        } catch (KeelsonException unfit) {
            return List.of();
        }
    }
}
