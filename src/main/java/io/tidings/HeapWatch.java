package io.tidings;

/** Whether a heap that is looked at now and then has much to give back, and time to. */
final class HeapWatch {

    /** So much more than was left the last time is worth the stop: this, and a quarter of what was left. */
    private static final long WORTH_IT = 16L << 20;

    private long collections;
    private long left;

    boolean isToBeCollected(long collectionsNow, long used) {
        boolean quiet = collectionsNow == collections;
        collections = collectionsNow;
        return quiet && used > left + left / 4 + WORTH_IT;
    }

    /** All of it was collected, and this is left. */
    void collected(long collectionsNow, long used) {
        collections = collectionsNow;
        left = used;
    }
}
