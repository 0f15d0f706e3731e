package dev.keelson.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/** How a person looks at the pages. */
enum Look {
    LIGHT(ColorScheme.LIGHT, 1_280),
    DARK(ColorScheme.DARK, 1_280),
    PHONE(ColorScheme.LIGHT, 320);

    private static final int HEIGHT = 900;
    private static final int PATIENCE_MS = 15_000;

    private final ColorScheme scheme;
    private final int width;

    Look(ColorScheme scheme, int width) {
        this.scheme = scheme;
        this.width = width;
    }

    BrowserContext open(Browser browser) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, HEIGHT));
        context.setDefaultTimeout(PATIENCE_MS);
        return context;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
