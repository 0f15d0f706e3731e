package dev.keelson.provider.support;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns a price in USD, as a provider's JSON has it, into nano-USD without going through binary fractions. */
public final class ReportedCost {
    private static final int DECIMALS = 9;
    /** Digits before the point; more can't be a price, and fit no {@code long} either. */
    private static final int MAX_DIGITS = 9;

    private ReportedCost() {}

    /** Empty when it is no price; less than a nano-USD is rounded to the nearest. */
    public static OptionalLong nanoUsd(@Nullable Object usd) {
        if (!(usd instanceof Number number)) {
            return OptionalLong.empty();
        }
        BigDecimal exact = exact(number);
        // Before any arithmetic: an exponent such as 1E999999999 would be written out as digits.
        long digits = (long) exact.precision() - exact.scale();
        if (exact.signum() < 0 || (exact.signum() > 0 && digits > MAX_DIGITS)) {
            return OptionalLong.empty();
        }
        if (exact.signum() == 0 || digits < -DECIMALS) {
            return OptionalLong.of(0);
        }
        return OptionalLong.of(exact.setScale(DECIMALS, RoundingMode.HALF_UP)
                .movePointRight(DECIMALS)
                .longValueExact());
    }

    private static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        boolean whole = number instanceof Integer || number instanceof Long;
        return whole ? BigDecimal.valueOf(number.longValue()) : BigDecimal.valueOf(number.doubleValue());
    }
}
