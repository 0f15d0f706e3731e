package dev.keelson.provider.support;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** A body that is about to arrive, with the reader that understands it. */
public record OpenedBody(Flow.Publisher<ByteBuffer> bytes, BodyReader reader) {}
