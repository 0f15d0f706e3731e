package dev.keelson.core.common;

/** Whether the store answers, as far as this node knows; asked on hot paths. */
@FunctionalInterface
public interface StoreStatus {
    StoreStatus UP = () -> true;

    boolean isUp();
}
