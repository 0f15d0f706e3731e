package dev.keelson.core.schemachange;

/**
 * A schema change as it is now.
 *
 * @param applied whether the alias was moved with it
 */
public record Standing(SchemaChange change, boolean applied) {

    /** Whether someone may still decide. */
    public boolean isOpen() {
        return change.state() == SchemaChange.State.OPEN;
    }

    /** Whether the move may be made with it. */
    public boolean letsMove() {
        return change.state() == SchemaChange.State.APPROVED && !applied;
    }
}
