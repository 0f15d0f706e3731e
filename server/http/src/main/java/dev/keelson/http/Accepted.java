package dev.keelson.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses the media type of an answer by what the caller accepts. */
public final class Accepted {

    private Accepted() {}

    /**
     * The offered type with the caller's highest weight, for equal weights the one that it names first; null when it
     * accepts none. {@code *}{@code /*} stands for the first offered.
     */
    public static @Nullable String best(String header, List<String> offered) {
        String best = null;
        double bestWeight = 0;
        for (String range : header.split(",", -1)) {
            String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
            String type = matching(parts[0].trim(), offered);
            double weight = weight(parts);
            if (type != null && weight > bestWeight) {
                best = type;
                bestWeight = weight;
            }
        }
        return best;
    }

    private static @Nullable String matching(String range, List<String> offered) {
        for (String type : offered) {
            boolean wholeKind = range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1));
            if (range.equals(type) || range.equals("*/*") || wholeKind) {
                return type;
            }
        }
        return null;
    }

    /** A weight that is no number counts as none: the caller named the type. */
    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException notANumber) {
                    return 1;
                }
            }
        }
        return 1;
    }
}
