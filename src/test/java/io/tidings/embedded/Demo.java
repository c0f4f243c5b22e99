package io.tidings.embedded;

import java.lang.reflect.InvocationTargetException;

/** {@code -Dfleet=1000}: lets that many simulated hierarchies report to the service that was just started. */
final class Demo {

    private Demo() {}

    static void startWhenAsked(String bootstrapServers) throws UpFailure {
        String size = System.getProperty("fleet");
        if (size == null) {
            return;
        }
        try {
            Class.forName("io.tidings.fleet.FleetDemo")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {size, bootstrapServers});
        } catch (ClassNotFoundException e) {
            throw new UpFailure("There is no simulated fleet in this build: start without -Dfleet.");
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
