package dev.keelson.core.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.audit.AuditEvent.Result;
import dev.keelson.core.common.CanonicalJson;
import dev.keelson.core.common.Json;

/** The JSON form of audit entries: what is hashed is what the API shows, so that anyone can check the chain. */
public final class AuditJson {

    private AuditJson() {}

    /** The whole entry. Its hash is over the RFC 8785 form of this without {@code hash}. */
    public static ObjectNode entry(AuditEntry entry) {
        return hashed(entry.seq(), entry.event(), entry.writer(), entry.prev()).put("hash", entry.hash());
    }

    static String hash(long seq, AuditEvent event, String writer, String prev) {
        return CanonicalJson.digest(hashed(seq, event, writer, prev));
    }

    private static ObjectNode hashed(long seq, AuditEvent event, String writer, String prev) {
        ObjectNode json = Json.object()
                .put("seq", seq)
                .put("at", event.at().toString())
                .put("action", event.action())
                .put("target", event.target())
                .put("phase", event.isIntent() ? "intent" : "outcome")
                .put("before", event.before())
                .put("after", event.after())
                .put("reason", event.reason())
                .put("writer", writer)
                .put("prev", prev);
        json.putObject("actor")
                .put("keyId", event.actor().keyId())
                .put("owner", event.actor().owner());
        Result result = event.result();
        if (result != null) {
            json.put("outcome", result.outcome().id())
                    .put("code", result.code())
                    .put("intentSeq", event.intentSeq());
        }
        return json;
    }
}
