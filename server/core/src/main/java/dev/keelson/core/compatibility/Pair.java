package dev.keelson.core.compatibility;

/** Two schemas that describe the same value, before and after. */
record Pair(Place old, Place next) {

    Pair at(String keyword) {
        return new Pair(old.at(keyword), next.at(keyword));
    }

    Pair schemas(String keyword) {
        return new Pair(old.schema(keyword), next.schema(keyword));
    }

    Place writer(Direction direction) {
        return direction == Direction.INPUT ? old : next;
    }

    Place reader(Direction direction) {
        return direction == Direction.INPUT ? next : old;
    }
}
