package dev.keelson.core.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges two whole schemas: what describes them, whether they allow anything at all, then part by part. */
final class SchemaRules {

    private SchemaRules() {}

    static void judge(Pair pair, Walk walk) {
        if (!walk.isTrial()) {
            AnnotationRules.judge(pair, walk);
        }
        Parts old = Parts.of(pair.old());
        Parts next = Parts.of(pair.next());
        if (!old.resolved() || !next.resolved()) {
            walk.report(Rule.REF_UNRESOLVED, old.resolved() ? pair.next() : pair.old(), "", "");
            return;
        }
        if (settled(pair, old, next, walk)) {
            return;
        }
        Optional<View> oldView = old.single(pair.old());
        Optional<View> nextView = next.single(pair.next());
        if (oldView.isPresent() && nextView.isPresent()) {
            ViewRules.judge(new ViewPair(oldView.get(), nextView.get()), walk);
            return;
        }
        new PartMatching(old.views(), next.views(), walk).judge();
    }

    /** Schemas that allow nothing or everything need no look at keywords. */
    private static boolean settled(Pair pair, Parts old, Parts next, Walk walk) {
        boolean oldNever = never(old);
        boolean nextNever = never(next);
        if (oldNever || nextNever) {
            if (oldNever != nextNever) {
                walk.report(oldNever ? Rule.SCHEMA_ALLOWED : Rule.SCHEMA_FORBIDDEN, pair.next(), "", "");
            }
            return true;
        }
        boolean oldAnything = old.views().isEmpty();
        boolean nextAnything = next.views().isEmpty();
        if (oldAnything != nextAnything) {
            walk.report(oldAnything ? Rule.SCHEMA_NARROWED : Rule.SCHEMA_WIDENED, pair.next(), "", "");
        }
        return oldAnything || nextAnything;
    }

    private static boolean never(Parts parts) {
        return parts.views().size() == 1 && parts.views().get(0).never();
    }

    /** Matches the parts of an allOf: every part of the reading side must be implied by one of the writing side. */
    private static final class PartMatching {
        private final List<View> old;
        private final List<View> next;
        private final Walk walk;
        private final List<ViewPair> pairs = new ArrayList<>();

        PartMatching(List<View> old, List<View> next, Walk walk) {
            this.old = new ArrayList<>(old);
            this.next = new ArrayList<>(next);
            this.walk = walk;
        }

        void judge() {
            boolean input = walk.direction() == Direction.INPUT;
            List<View> writers = List.copyOf(input ? old : next);
            match();
            pairs.forEach(each -> judgePaired(each, writers));
            for (View left : next) {
                unpaired(left, input && implied(left, writers), Rule.ALL_OF_ADDED);
            }
            for (View left : old) {
                unpaired(left, !input && implied(left, writers), Rule.ALL_OF_REMOVED);
            }
        }

        private void match() {
            pairUp(true);
            pairUp(false);
        }

        private void pairUp(boolean same) {
            for (View view : List.copyOf(next)) {
                Optional<View> partner = old.stream()
                        .filter(each -> !same || (walk.spend() && Sameness.of(each.place(), view.place())))
                        .findFirst();
                partner.ifPresent(found -> {
                    pairs.add(new ViewPair(found, view));
                    old.remove(found);
                    next.remove(view);
                });
            }
        }

        private void judgePaired(ViewPair pair, List<View> writers) {
            View reader = pair.reader(walk.direction());
            if (!walk.proves(pair) && implied(reader, writers)) {
                walk.report(Rule.ALL_OF_IMPLIED, reader.place(), "", "");
                return;
            }
            ViewRules.judge(pair, walk);
        }

        private void unpaired(View view, boolean implied, Rule rule) {
            walk.report(implied ? Rule.ALL_OF_IMPLIED : rule, view.place(), "", "");
        }

        private boolean implied(View reader, List<View> writers) {
            boolean input = walk.direction() == Direction.INPUT;
            return writers.stream()
                    .anyMatch(
                            writer -> walk.proves(input ? new ViewPair(writer, reader) : new ViewPair(reader, writer)));
        }
    }
}
