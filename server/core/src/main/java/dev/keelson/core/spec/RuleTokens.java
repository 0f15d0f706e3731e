package dev.keelson.core.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a rule, to be taken one after the other. Confined to one rule. */
final class RuleTokens {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:`([^`]+)`|\"([^\"]+)\"|(-?\\d+(?:\\.\\d+)?)|([\\p{L}']+)|(,)|(\\.)\\s*$)");
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d{0,30})(?:\\.\\d{1,30})?");
    private static final int MAX_TOKENS = 200;

    private final List<Token> tokens;
    private int next;

    private RuleTokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Throws {@link NotCheckable} for a text that is no plain sentence. */
    static RuleTokens of(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.region(end, text.length()).lookingAt() && tokens.size() < MAX_TOKENS) {
            add(matcher, tokens);
            end = matcher.end();
        }
        if (end < text.length() && !text.substring(end).isBlank()) {
            throw RuleSentence.unknownForm();
        }
        return new RuleTokens(tokens);
    }

    private static void add(Matcher matcher, List<Token> tokens) {
        if (matcher.group(1) != null) {
            tokens.add(new Token(Kind.CODE, matcher.group(1)));
        } else if (matcher.group(2) != null) {
            tokens.add(new Token(Kind.QUOTE, matcher.group(2)));
        } else if (matcher.group(3) != null) {
            tokens.add(new Token(Kind.NUMBER, matcher.group(3)));
        } else if (matcher.group(4) != null) {
            tokens.add(new Token(Kind.WORD, matcher.group(4).toLowerCase(Locale.ROOT)));
        } else if (matcher.group(5) != null) {
            tokens.add(new Token(Kind.WORD, ","));
        }
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    boolean isAtEnd() {
        return next == tokens.size();
    }

    /** Takes the words if they come next, all of them. */
    /** Takes the words if they come next. */
    void skip(String... words) {
        if (isNext(words)) {
            next += words.length;
        }
    }

    boolean take(String... words) {
        boolean taken = isNext(words);
        if (taken) {
            next += words.length;
        }
        return taken;
    }

    /** Takes the first of the words that comes next. */
    boolean takeOne(String... words) {
        for (String word : words) {
            if (take(word)) {
                return true;
            }
        }
        return false;
    }

    /** Takes what stands in backticks. Throws {@link NotCheckable} when something else comes next. */
    String takeCode() {
        if (isCode(next)) {
            return tokens.get(next++).text();
        }
        throw RuleSentence.unknownForm();
    }

    /** Takes a value: in backticks or quotes, a number, {@code true}, {@code false} or {@code null}. */
    Token takeValue() {
        if (isAtEnd() || !tokens.get(next).isValue()) {
            throw RuleSentence.unknownForm();
        }
        return tokens.get(next++);
    }

    /** Whether the words come next, all of them. */
    boolean isNext(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!isWord(next + i, words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code or} and another value of the same field come next, and not another clause. */
    boolean isBeforeOr() {
        int at = isWord(next, ",") ? next + 1 : next;
        return isWord(at, "or") && isPlainValue(at + 1);
    }

    /** Whether a comma and another value come next, in a list that {@code or} ends later. */
    boolean isBeforeListedValue() {
        if (!isWord(next, ",") || !isPlainValue(next + 1)) {
            return false;
        }
        int at = next;
        while (isWord(at, ",") && isPlainValue(at + 1)) {
            at += 2;
        }
        return isWord(at, "or") || (isWord(at, ",") && isWord(at + 1, "or")) || at == tokens.size();
    }

    private boolean isPlainValue(int index) {
        return index < tokens.size() && tokens.get(index).isValue() && !isClause(index);
    }

    private boolean isClause(int index) {
        return isCode(index)
                && index + 1 < tokens.size()
                && tokens.get(index + 1).kind() == Kind.WORD
                && RuleSentence.VERBS.contains(tokens.get(index + 1).text());
    }

    private boolean isCode(int index) {
        return index < tokens.size() && tokens.get(index).kind() == Kind.CODE;
    }

    private boolean isWord(int index, String word) {
        return index < tokens.size()
                && tokens.get(index).kind() == Kind.WORD
                && tokens.get(index).text().equals(word);
    }

    /** What a piece of a rule is. */
    enum Kind {
        CODE,
        QUOTE,
        NUMBER,
        WORD
    }

    /** A piece of a rule; words in lower case. */
    record Token(Kind kind, String text) {

        boolean isQuoted() {
            return kind == Kind.CODE || kind == Kind.QUOTE;
        }

        boolean isValue() {
            return kind != Kind.WORD || text.equals("true") || text.equals("false") || text.equals("null");
        }
    }
}
