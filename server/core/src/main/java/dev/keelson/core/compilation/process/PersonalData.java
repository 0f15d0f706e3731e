package dev.keelson.core.compilation.process;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Knows the shapes of personal data and of secrets; where numbers have check digits, those must fit. */
final class PersonalData {
    private static final BigInteger IBAN_MODULUS = BigInteger.valueOf(97);
    private static final int MAX_PHONE_TRIES = 50;
    /** Addresses and numbers that are set aside for documentation. */
    private static final Pattern MADE_UP = Pattern.compile(
            "(?i)[@.](example\\.(com|org|net)|[a-z0-9-]+\\.(example|test|invalid))$|@(example|test|localhost)$"
                    + "|^(127\\.|0\\.0\\.0\\.0|192\\.0\\.2\\.|198\\.51\\.100\\.|203\\.0\\.113\\.)|^2001:0?db8:");

    private static final Pattern ISSUED = Pattern.compile("4[0-9]{12}(?:[0-9]{3}){0,2}|5[1-5][0-9]{14}|2[2-7][0-9]{14}"
            + "|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|35[0-9]{14}|6[0-9]{15,18}");
    private static final Map<String, Shape> SHAPES = shapes();

    private PersonalData() {}

    /** {@code value}: the text itself, not to be shown. */
    record Match(String kind, String value) {}

    private record Shape(Pattern pattern, Predicate<String> check) {}

    static List<Match> in(String line) {
        List<Match> matches = new ArrayList<>();
        StringBuilder rest = new StringBuilder(line);
        SHAPES.forEach((kind, shape) -> take(kind, shape, rest, matches));
        phones(rest.toString(), matches);
        return matches;
    }

    /** What one shape claimed, no other may: a card number is no telephone number. */
    private static void take(String kind, Shape shape, StringBuilder rest, List<Match> matches) {
        Matcher matcher = shape.pattern().matcher(rest.toString());
        while (matcher.find()) {
            String value = matcher.group();
            if (shape.check().test(value)) {
                matches.add(new Match(kind, value));
                rest.replace(matcher.start(), matcher.end(), "#".repeat(value.length()));
            }
        }
    }

    /** Only numbers with a country code: without one, any row of digits could be a number somewhere. */
    private static void phones(String line, List<Match> matches) {
        if (line.indexOf('+') < 0) {
            return;
        }
        for (PhoneNumberMatch match :
                PhoneNumberUtil.getInstance().findNumbers(line, "ZZ", Leniency.VALID, MAX_PHONE_TRIES)) {
            matches.add(new Match("phone number", match.rawString()));
        }
    }

    private static Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("private key", shape("-----BEGIN [A-Z ]*PRIVATE KEY-----"));
        shapes.put(
                "API key",
                shape("\\b(sk-[A-Za-z0-9_-]{16,}|sk_(live|test)_[A-Za-z0-9]{16,}|AKIA[0-9A-Z]{16}"
                        + "|ghp_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,}|glpat-[A-Za-z0-9_-]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}"
                        + "|AIza[0-9A-Za-z_-]{35}|hf_[A-Za-z0-9]{30,}|SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,})"));
        shapes.put("access token", shape("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"));
        shapes.put(
                "password",
                shape("(?i)\\b(password|passwd|secret|api[_-]?key|token)\\s*[:=]\\s*[\"']?[^\\s\"',;`<{]{8,}"));
        shapes.put("credentials in an address", shape("(?i)\\b[a-z][a-z0-9+.-]*://[^\\s/:@]+:[^\\s/@]+@"));
        shapes.put("mail address", shape("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,24}"));
        shapes.put(
                "IBAN",
                new Shape(
                        Pattern.compile("\\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\\b"),
                        PersonalData::isIban));
        shapes.put("card number", new Shape(Pattern.compile("\\b[0-9](?:[ -]?[0-9]){12,18}\\b"), PersonalData::isCard));
        shapes.put(
                "IP address",
                new Shape(
                        Pattern.compile(
                                "\\b[0-9]{1,3}(?:\\.[0-9]{1,3}){3}\\b|\\b(?:[0-9a-fA-F]{1,4}:){3,7}(?::|[0-9a-fA-F]{1,4})\\b"),
                        PersonalData::isAddress));
        return shapes;
    }

    private static Shape shape(String regex) {
        return new Shape(
                Pattern.compile(regex), value -> !MADE_UP.matcher(value).find());
    }

    static boolean isIban(String value) {
        String compact = value.replace(" ", "");
        if (compact.length() < 15 || compact.length() > 34) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        (compact.substring(4) + compact.substring(0, 4))
                .chars()
                .forEach(each -> digits.append(Character.digit(each, 36)));
        return new BigInteger(digits.toString()).mod(IBAN_MODULUS).intValue() == 1;
    }

    static boolean isCard(String value) {
        String digits = value.replaceAll("[ -]", "");
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        // Rows of one digit pass the checksum; so do one in ten of all numbers, so the issuer's form counts too.
        return sum % 10 == 0
                && digits.chars().distinct().count() > 1
                && ISSUED.matcher(digits).matches();
    }

    private static boolean isAddress(String value) {
        if (MADE_UP.matcher(value.toLowerCase(Locale.ROOT)).find()) {
            return false;
        }
        if (value.indexOf(':') >= 0) {
            return true;
        }
        for (String part : value.split("\\.", -1)) {
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }
}
