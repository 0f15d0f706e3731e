package dev.keelson.pluginhost;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.keelson.core.common.Json;
import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.JsonCodec;
import dev.keelson.plugin.api.PluginException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lends the server's one JSON configuration to plugins. */
final class HostJsonCodec implements JsonCodec {

    @Override
    public @Nullable Object read(String json) {
        Objects.requireNonNull(json, "json");
        try {
            return Json.mapper().readValue(json, Object.class);
        } catch (JsonProcessingException malformed) {
            throw new PluginException(ErrorType.MALFORMED_RESPONSE, message(malformed), malformed);
        }
    }

    @Override
    public String write(@Nullable Object value) {
        return Json.text(JsonValues.toNode(value));
    }

    private static String message(JsonProcessingException malformed) {
        String where = malformed.getLocation() == null
                ? ""
                : " at line " + malformed.getLocation().getLineNr() + ", column "
                        + malformed.getLocation().getColumnNr();
        return "not one JSON value" + where + ": " + malformed.getOriginalMessage();
    }
}
