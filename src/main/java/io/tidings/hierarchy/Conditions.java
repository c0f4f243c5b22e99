package io.tidings.hierarchy;

/** Facts beside the version that single updates ask for: each is false unless the hierarchy says otherwise. */
public record Conditions(boolean tenantAttached, boolean cmgOnScaleSet, boolean tap, boolean tapRollup) {
    public static final Conditions NONE = new Conditions(false, false, false, false);
}
