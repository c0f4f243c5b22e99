package io.tidings;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program: one main for the jar and the native binary. */
@QuarkusMain
public final class Tidings {

    private Tidings() {}

    public static void main(String... args) {
        Quarkus.run(args);
    }
}
