package dev.keelson.core.routing;

import dev.keelson.plugin.api.provider.Capability;

/** What a call may need of a model, in the catalogue's words and in those of the plugin API. */
enum Ability {
    TOOLS("tools", Capability.TOOLS),
    STRUCTURED_OUTPUT("structured_output", Capability.JSON_OUTPUT),
    VISION("vision", Capability.IMAGES),
    PDF("pdf", Capability.DOCUMENTS),
    WEB_SEARCH("web_search", Capability.WEB_SEARCH);

    private final String word;
    private final Capability capability;

    Ability(String word, Capability capability) {
        this.word = word;
        this.capability = capability;
    }

    /** As the catalogue has it. */
    String word() {
        return word;
    }

    /** As a provider declares it. */
    Capability capability() {
        return capability;
    }
}
