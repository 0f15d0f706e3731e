package dev.keelson.adminui;

import java.util.Locale;

/** Which colours a person wants. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** Whatever is unknown counts as the system's choice. */
    static Theme of(String id) {
        for (Theme theme : values()) {
            if (theme.id().equals(id)) {
                return theme;
            }
        }
        return SYSTEM;
    }

    /** The name as it stands in cookies and pages: {@code dark}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
