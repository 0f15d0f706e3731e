package dev.keelson.core.webhook;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;

/** Who may see and change which webhooks: a key that is limited to some agents has those about these agents only. */
final class WebhookRights {

    private WebhookRights() {}

    static boolean maySee(Principal by, WebhookSettings settings) {
        return by.agents().isEmpty()
                || (!settings.agents().isEmpty() && by.agents().containsAll(settings.agents()));
    }

    /** Throws {@link ErrorCode#PERMISSION_DENIED}. */
    static void requireChange(Principal by, WebhookSettings wanted) {
        by.require(Permission.WEBHOOK_MANAGE);
        if (!maySee(by, wanted)) {
            throw new KeelsonException(
                    ErrorCode.PERMISSION_DENIED,
                    "a key that is limited to some agents can have webhooks about those agents only");
        }
    }

    static KeelsonException notFound(String id) {
        return new KeelsonException(ErrorCode.WEBHOOK_NOT_FOUND, "no webhook with id " + id);
    }
}
