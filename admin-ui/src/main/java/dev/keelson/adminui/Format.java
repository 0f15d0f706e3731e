package dev.keelson.adminui;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.keelson.core.common.Json;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes values the way people read them; all times are UTC. */
public final class Format {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int NANO_USD_SCALE = 9;
    private static final int SHORT_DIGEST = 19;
    private static final long MICROS_IN_MILLI = 1_000;
    private static final long MICROS_IN_SECOND = 1_000_000;

    Format() {}

    public String time(Instant time) {
        return TIME.format(time);
    }

    /** {@code 840 µs}, {@code 12.3 ms} or {@code 1.25 s}. */
    public String duration(long micros) {
        if (micros < MICROS_IN_MILLI) {
            return micros + " µs";
        }
        if (micros < MICROS_IN_SECOND) {
            return String.format(Locale.ROOT, "%.1f ms", micros / (double) MICROS_IN_MILLI);
        }
        return String.format(Locale.ROOT, "%.2f s", micros / (double) MICROS_IN_SECOND);
    }

    public String cost(@Nullable Long nanoUsd) {
        if (nanoUsd == null) {
            return "unknown";
        }
        BigDecimal usd = BigDecimal.valueOf(nanoUsd, NANO_USD_SCALE).stripTrailingZeros();
        return "$" + (usd.signum() == 0 ? "0" : usd.toPlainString());
    }

    public String json(Object value) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException bug) {
            throw new UncheckedIOException(bug);
        }
    }

    /** The start of a digest, enough to tell versions apart. */
    public String digest(String digest) {
        return digest.length() > SHORT_DIGEST ? digest.substring(0, SHORT_DIGEST) : digest;
    }
}
