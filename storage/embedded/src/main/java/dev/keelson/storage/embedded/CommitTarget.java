package dev.keelson.storage.embedded;

/** Commits to the file and publishes to the readers. */
final class CommitTarget implements GroupCommit.Target {
    private final StoreFile file;
    private final Catalog catalog;

    CommitTarget(StoreFile file, Catalog catalog) {
        this.file = file;
        this.catalog = catalog;
    }

    @Override
    public void commit() {
        catalog.save();
        file.commit();
    }

    @Override
    public void publish() {
        catalog.publish();
    }

    @Override
    public boolean reclaimSpace() {
        return file.reclaimSpace();
    }

    @Override
    public void abandon() {
        file.abandon();
    }
}
