package dev.keelson.plugin.api;

import dev.keelson.plugin.api.http.OutboundHttp;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What the host lends to a plugin. Everything here may be used from any thread until the extension is closed. */
public interface PluginContext {

    /** The only way out: plugins open no sockets of their own. */
    OutboundHttp http();

    JsonCodec json();

    /** Empty when the server runs without an embedding model. */
    Optional<TextEmbedder> embedder();

    Clock clock();

    /** A bounded pool for work that blocks or computes; it rejects with {@link PluginException} when it is full. */
    Executor blockingWork();
}
