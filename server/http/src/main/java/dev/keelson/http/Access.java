package dev.keelson.http;

import dev.keelson.core.access.Permission;
import dev.keelson.core.access.Principal;
import dev.keelson.core.error.ErrorCode;

/** Who may use a route. There is no third way to declare one, so a route without a guard can't exist. */
public sealed interface Access {

    /** Whether the route answers without knowing its caller. */
    boolean open();

    /** Fails with {@link ErrorCode#PERMISSION_DENIED}. */
    void require(Principal principal);

    /** Only principals that have this permission. */
    record Needs(Permission permission) implements Access {

        @Override
        public boolean open() {
            return false;
        }

        @Override
        public void require(Principal principal) {
            principal.require(permission);
        }
    }

    /** Every principal, whatever its role; the reason says why that is enough. */
    record AnyPrincipal(String reason) implements Access {

        @Override
        public boolean open() {
            return false;
        }

        @Override
        public void require(Principal principal) {}
    }

    /** Everyone; the reason says why that does no harm. */
    record Open(String reason) implements Access {

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public void require(Principal principal) {}
    }
}
