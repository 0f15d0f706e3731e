package dev.keelson.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.core.audit.AuditVerification;
import dev.keelson.core.common.Json;

/** What recomputing the audit log told, as JSON. */
final class VerificationJson {

    private VerificationJson() {}

    static ObjectNode of(AuditVerification verification) {
        AuditVerification.Bad bad = verification.firstBad();
        ObjectNode json = Json.object()
                .put("intact", bad == null)
                .put("from", verification.from())
                .put("to", verification.to())
                .put("hash", verification.tailHash());
        if (bad != null) {
            json.putObject("firstBad").put("seq", bad.seq()).put("what", bad.what());
        }
        if (verification.next() != null) {
            json.put("next", verification.next());
        }
        return json;
    }
}
