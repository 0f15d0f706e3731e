package dev.keelson.adminui;

import dev.keelson.core.agent.Agent;
import dev.keelson.core.common.Page;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Parts of the models that several pages share. */
final class Shown {

    private Shown() {}

    /** The head of an agent's page; {@code tab} is the one that is open. */
    static Map<String, Object> agent(Agent agent, String tab) {
        return Map.of("agent", agent, "tab", tab);
    }

    /** A list with the link to its next page. */
    static Map<String, Object> page(String name, Page<?> page) {
        Map<String, Object> model = new HashMap<>();
        model.put(name, page.items());
        model.put("next", Objects.requireNonNullElse(page.nextCursor(), ""));
        return model;
    }

    /** Scheme and authority as the visitor used them, for commands to copy. */
    static String host(Visit visit) {
        return visit.request().request().scheme() + "://"
                + Objects.requireNonNullElse(visit.request().request().getHeader("Host"), "localhost");
    }
}
