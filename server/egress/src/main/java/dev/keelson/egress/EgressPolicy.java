package dev.keelson.egress;

import io.vertx.core.net.TrustOptions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one surface, such as {@code tools} or {@code providers}, may reach and how much it may take.
 *
 * @param allowed targets that are open although they are private; each surface has its own list
 * @param ports the ports below 1024 that may be used beside those of allowed targets
 * @param maxRedirects what a request's own number of redirects is cut to
 * @param trust certificates to trust instead of the JDK's
 */
public record EgressPolicy(
        String surface,
        PlainHttp plainHttp,
        AllowList allowed,
        Set<Integer> ports,
        int maxRedirects,
        EgressTimes times,
        EgressSizes sizes,
        EgressConcurrency concurrency,
        @Nullable TrustOptions trust) {

    public EgressPolicy {
        Objects.requireNonNull(surface, "surface");
        ports = Set.copyOf(ports);
        if (maxRedirects < 0) {
            throw new IllegalArgumentException("maxRedirects: " + maxRedirects + " (expected: >= 0)");
        }
    }

    /** Starts from the strict defaults: https on public addresses, no redirects. */
    public static Builder of(String surface) {
        return new Builder(surface);
    }

    /** Builds a policy; what is not set stays strict. */
    public static final class Builder {
        private final String surface;
        private PlainHttp plainHttp = PlainHttp.NEVER;
        private AllowList allowed = AllowList.empty();
        private final Set<Integer> ports = new TreeSet<>(Set.of(80, 443));
        private int maxRedirects;
        private EgressTimes times = EgressTimes.DEFAULT;
        private EgressSizes sizes = EgressSizes.DEFAULT;
        private EgressConcurrency concurrency = EgressConcurrency.DEFAULT;
        private @Nullable TrustOptions trust;

        private Builder(String surface) {
            this.surface = surface;
        }

        public Builder plainHttp(PlainHttp value) {
            plainHttp = value;
            return this;
        }

        /** Sets the targets that may be private, in the form of {@link AllowList#parse}. */
        public Builder allow(String... targets) {
            allowed = AllowList.parse(List.of(targets));
            return this;
        }

        public Builder allow(AllowList value) {
            allowed = value;
            return this;
        }

        /** Opens one more port below 1024. */
        public Builder port(int value) {
            ports.add(value);
            return this;
        }

        public Builder maxRedirects(int value) {
            maxRedirects = value;
            return this;
        }

        public Builder times(EgressTimes value) {
            times = value;
            return this;
        }

        public Builder sizes(EgressSizes value) {
            sizes = value;
            return this;
        }

        public Builder concurrency(EgressConcurrency value) {
            concurrency = value;
            return this;
        }

        public Builder trust(TrustOptions value) {
            trust = value;
            return this;
        }

        public EgressPolicy build() {
            return new EgressPolicy(surface, plainHttp, allowed, ports, maxRedirects, times, sizes, concurrency, trust);
        }
    }
}
