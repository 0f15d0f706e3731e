package dev.keelson.core.contract;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.JDKRegularExpressionFactory;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

/**
 * Matches a schema's patterns in linear time: the JDK's engine can take exponential time, or overflow the stack, on the
 * input of a stranger. Patterns with look-around or back references, which a spec can't have, still go to the JDK's.
 */
final class LinearTimePatterns implements RegularExpressionFactory {

    @Override
    public RegularExpression getRegularExpression(String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            return value -> pattern.matcher(value).find();
        } catch (PatternSyntaxException unsupported) {
            return JDKRegularExpressionFactory.getInstance().getRegularExpression(regex);
        }
    }
}
