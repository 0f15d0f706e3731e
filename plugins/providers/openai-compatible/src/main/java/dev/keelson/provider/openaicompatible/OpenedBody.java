package dev.keelson.provider.openaicompatible;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** A body that is about to arrive, with the reader that understands it. */
record OpenedBody(Flow.Publisher<ByteBuffer> bytes, BodyReader reader) {}
