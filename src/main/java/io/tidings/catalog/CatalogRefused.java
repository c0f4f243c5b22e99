package io.tidings.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** A catalog that does not hold together, with every fault that was found in it and not only the first. */
public final class CatalogRefused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 5;

    private final transient List<CatalogFault> faults;

    public CatalogRefused(List<CatalogFault> faults) {
        super(faults.size() + " faults: "
                + faults.stream()
                        .limit(SHOWN)
                        .map(fault -> fault.where() + " " + fault.text())
                        .collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<CatalogFault> faults() {
        return faults;
    }
}
