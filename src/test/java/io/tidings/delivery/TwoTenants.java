package io.tidings.delivery;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The owner of the installation and another tenant, each with a catalog, and with an update of one id that is taken back. */
abstract class TwoTenants {

    final String id = "tenants-" + UUID.randomUUID();
    TenantUpdate ours = new TenantUpdate("", id);
    TenantUpdate theirs = new TenantUpdate("", id);

    @BeforeEach
    void bothHaveACatalog() {
        ours = TenantUpdate.ours(id);
        theirs = TenantUpdate.theirs(id);
    }

    @AfterEach
    void takeBack() {
        ours.step("withdraw");
        theirs.step("withdraw");
    }
}
