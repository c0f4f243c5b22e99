package io.tidings;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.graalvm.nativeimage.RuntimeOptions;

/**
 * The young generation of the native executable. It starts with little, so that a service without much to do stays small;
 * once the service runs the collector may give it more, as it finds that collecting takes too long. A size given at the
 * start of the program ({@code -Xmn}) stays.
 */
@Singleton
final class NativeHeap {

    private static final String YOUNG = "MaxNewSize";
    /** As it is built: {@code quarkus.native.additional-build-args}. */
    private static final long AT_FIRST = 12L << 20;

    private static final long AT_MOST = 128L << 20;
    private static final int SHARE = 4;

    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            mayGrow();
        }
    }

    private static void mayGrow() {
        Long now = RuntimeOptions.get(YOUNG);
        if (now != null && now == AT_FIRST) {
            RuntimeOptions.set(
                    YOUNG,
                    Math.max(AT_FIRST, Math.min(AT_MOST, Runtime.getRuntime().maxMemory() / SHARE)));
        }
    }
}
