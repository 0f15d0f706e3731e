package dev.keelson.core.usage;

import dev.keelson.core.error.ErrorCode;
import dev.keelson.core.error.KeelsonException;
import dev.keelson.core.error.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** US dollars as exact decimal text outside and int64 nano-dollars inside: no amount is ever rounded. */
public final class Usd {
    /** A billion dollars: sums of such amounts stay within an int64. */
    public static final long MAX_NANO = 1_000_000_000_000_000_000L;

    private static final int SCALE = 9;
    private static final Pattern FORM = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,9})?");

    private Usd() {}

    /** Fails at once with {@link ErrorCode#REQUEST_INVALID} at {@code pointer}. */
    public static long nano(String text, String pointer) {
        if (FORM.matcher(text).matches()) {
            long nano = new BigDecimal(text).scaleByPowerOfTen(SCALE).longValueExact();
            if (nano <= MAX_NANO) {
                return nano;
            }
        }
        String message = "amount does not fit (expected: US dollars as decimal text, at most 1000000000 and at most "
                + SCALE + " decimals, such as \"12.50\")";
        throw new KeelsonException(
                ErrorCode.REQUEST_INVALID, message, List.of(Violation.at(pointer, "amount", message)));
    }

    /** Plain decimal text without superfluous zeros: {@code 12.5}. */
    public static String text(long nano) {
        BigDecimal usd = BigDecimal.valueOf(nano, SCALE).stripTrailingZeros();
        return usd.signum() == 0 ? "0" : usd.toPlainString();
    }

    /** A sum that stops at the border of an int64 instead of turning negative. */
    static long sum(long first, long second) {
        long sum = first + second;
        boolean overflow = ((first ^ sum) & (second ^ sum)) < 0;
        return overflow ? Long.MAX_VALUE : sum;
    }
}
