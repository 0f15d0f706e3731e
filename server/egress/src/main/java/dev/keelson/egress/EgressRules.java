package dev.keelson.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/** Decides whether a surface may go to a target, given every address that the target's name has. */
final class EgressRules {
    private static final int FIRST_FREE_PORT = 1024;
    private static final Set<String> METADATA_NAMES = Set.of(
            "metadata",
            "metadata.google.internal",
            "metadata.goog",
            "metadata.azure.com",
            "metadata.azure.internal",
            "metadata.tencentyun.com",
            "instance-data",
            "instance-data.ec2.internal");

    private final EgressPolicy policy;

    EgressRules(EgressPolicy policy) {
        this.policy = policy;
    }

    /** Throws {@link IllegalArgumentException} if the name alone rules the target out; saves a DNS lookup. */
    void requirePermittedName(Target target) {
        if (METADATA_NAMES.contains(target.host())) {
            throw new IllegalArgumentException("name of a cloud metadata service");
        }
        boolean local = target.host().equals("localhost") || target.host().endsWith(".localhost");
        if (local && !isAllowedName(target) && !policy.allowed().allowsAddress(loopback(), target.port())) {
            throw new IllegalArgumentException("name of this machine");
        }
    }

    /** Throws {@link IllegalArgumentException} unless every address may be connected to. */
    void requirePermitted(Target target, List<InetAddress> addresses) {
        boolean listed = true;
        for (InetAddress address : addresses) {
            listed &= requirePermitted(target, address);
        }
        boolean opened = listed || isAllowedName(target);
        if (!target.tls() && !mayBePlain(opened)) {
            throw new IllegalArgumentException("http instead of https");
        }
        if (target.port() < FIRST_FREE_PORT && !opened && !policy.ports().contains(target.port())) {
            throw new IllegalArgumentException("port " + target.port());
        }
    }

    /** Whether the operator opened this very address. */
    private boolean requirePermitted(Target target, InetAddress address) {
        AddressKind kind = AddressKind.of(address);
        boolean listed = policy.allowed().allowsAddress(address, target.port());
        boolean permitted = switch (kind) {
            case PUBLIC -> true;
            case PRIVATE -> listed || isAllowedName(target);
            case SPECIAL -> listed;
            case NEVER -> false;
        };
        if (!permitted) {
            throw new IllegalArgumentException("an address that is not public");
        }
        return listed;
    }

    private boolean mayBePlain(boolean opened) {
        return switch (policy.plainHttp()) {
            case NEVER -> false;
            case TO_ALLOWED_TARGETS -> opened;
            case ALWAYS -> true;
        };
    }

    private boolean isAllowedName(Target target) {
        return target.literal() == null && policy.allowed().allowsName(target.host(), target.port());
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
