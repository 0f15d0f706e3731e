package dev.keelson.plugin.api.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** One request. Headers are single-valued; {@code Host}, hop-by-hop and {@code Proxy-*} headers are refused by the host. */
public final class OutboundRequest {
    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Duration timeout;
    private final int maxResponseBytes;
    private final int maxRedirects;

    private OutboundRequest(Builder builder) {
        method = builder.method;
        uri = builder.uri;
        headers = Map.copyOf(builder.headers);
        body = builder.body;
        timeout = builder.timeout;
        maxResponseBytes = builder.maxResponseBytes;
        maxRedirects = builder.maxRedirects;
    }

    public static Builder get(URI uri) {
        return new Builder("GET", uri);
    }

    public static Builder post(URI uri) {
        return new Builder("POST", uri);
    }

    public static Builder request(String method, URI uri) {
        return new Builder(method, uri);
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** Empty when the request has no body. Not to be modified. */
    public byte[] body() {
        return body;
    }

    /** For {@code send}: until the whole answer is there. For {@code stream}: until its head is there. */
    public Duration timeout() {
        return timeout;
    }

    public int maxResponseBytes() {
        return maxResponseBytes;
    }

    /** How many redirects to follow; each hop is checked anew and credentials are dropped when the origin changes. */
    public int maxRedirects() {
        return maxRedirects;
    }

    /** Builds a request; defaults: no body, 30 s, 1 MiB answer, no redirects. */
    public static final class Builder {
        private final String method;
        private final URI uri;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private byte[] body = new byte[0];
        private Duration timeout = Duration.ofSeconds(30);
        private int maxResponseBytes = 1 << 20;
        private int maxRedirects;

        private Builder(String method, URI uri) {
            this.method = Objects.requireNonNull(method, "method");
            this.uri = Objects.requireNonNull(uri, "uri");
        }

        public Builder header(String name, String value) {
            headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /** Sets the body and {@code Content-Type: application/json}. */
        public Builder json(String text) {
            body = text.getBytes(StandardCharsets.UTF_8);
            return header("Content-Type", "application/json");
        }

        public Builder body(byte[] bytes) {
            body = bytes.clone();
            return this;
        }

        public Builder timeout(Duration value) {
            timeout = Objects.requireNonNull(value, "value");
            return this;
        }

        public Builder maxResponseBytes(int value) {
            maxResponseBytes = value;
            return this;
        }

        public Builder maxRedirects(int value) {
            maxRedirects = value;
            return this;
        }

        public OutboundRequest build() {
            return new OutboundRequest(this);
        }
    }
}
