package dev.keelson.egress;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks a compressed answer within the bounds for its size and ratio. */
final class GzipBody {
    private static final int STEP = 16 << 10;

    private final EgressSizes sizes;
    private final int max;

    GzipBody(EgressSizes sizes, int max) {
        this.sizes = sizes;
        this.max = max;
    }

    byte[] unpack(byte[] packed) {
        long allowed = Math.max(sizes.freeExpansion(), (long) packed.length * sizes.ratio());
        var limit = new BodyLimit(Math.min(max, allowed));
        var unpacked = new ByteArrayOutputStream(Math.min(4 * packed.length, max));
        try (var source = new GZIPInputStream(new ByteArrayInputStream(packed), STEP)) {
            var step = new byte[STEP];
            for (int n = source.read(step); n >= 0; n = source.read(step)) {
                limit.add(n);
                unpacked.write(step, 0, n);
            }
        } catch (IOException e) {
            throw new FailureException(FailureKind.PROTOCOL, "answer with broken compression", e);
        }
        return unpacked.toByteArray();
    }
}
