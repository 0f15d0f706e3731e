package dev.keelson.egress;

import dev.keelson.plugin.api.ErrorType;
import dev.keelson.plugin.api.PluginException;

/** The classes of failure that a caller may see; each message starts with one of them. */
enum FailureKind {
    BLOCKED("blocked", ErrorType.BLOCKED),
    DNS("dns", ErrorType.UNAVAILABLE),
    CONNECT("connect", ErrorType.UNAVAILABLE),
    TLS("tls", ErrorType.UNAVAILABLE),
    CUT("cut", ErrorType.UNAVAILABLE),
    /** Too many requests to one origin or in total are under way here. */
    BUSY("busy", ErrorType.UNAVAILABLE),
    TIMEOUT("timeout", ErrorType.TIMEOUT),
    TOO_LARGE("too large", ErrorType.MALFORMED_RESPONSE),
    /** The answer is not HTTP, or HTTP that can't be read. */
    PROTOCOL("protocol", ErrorType.MALFORMED_RESPONSE);

    private final String label;
    private final ErrorType type;

    FailureKind(String label, ErrorType type) {
        this.label = label;
        this.type = type;
    }

    /**
     * The failure without its cause: causes of network failures carry addresses, which must not reach callers.
     *
     * @param host as the caller gave it
     * @param detail must hold no address, header or body
     */
    PluginException of(String host, String detail) {
        return new PluginException(type, label + ": " + host + ": " + detail);
    }
}
