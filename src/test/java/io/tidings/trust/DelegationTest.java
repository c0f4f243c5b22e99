package io.tidings.trust;

import static io.tidings.trust.TufFixture.NOW;
import static io.tidings.trust.TufFixture.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A targets role hands part of its names to others. */
class DelegationTest {

    private static final Instant SOON = NOW.plus(Duration.ofDays(1));
    private static final TargetFile FILE = TargetFile.of(new byte[] {1});

    private final TufFixture fixture = new TufFixture();
    private final Signer vendor = TufFixture.newKey(Scheme.ECDSA_P256);
    private final Signer partner = TufFixture.newKey(Scheme.ED25519);

    @Test
    void aDelegatedRoleSpeaksOfItsNames() throws Exception {
        serve(role("vendor", vendor, true, "vendor/*"));
        serveRole("vendor", vendor, "vendor/update.cab");
        assertThat(find("vendor/update.cab")).contains(FILE);
    }

    @Test
    void aDelegatedRoleSpeaksOfNoOtherNames() throws Exception {
        serve(role("vendor", vendor, true, "vendor/*"));
        serveRole("vendor", vendor, "28204160/update.cab");
        assertThat(find("28204160/update.cab")).isEmpty();
    }

    @Test
    void aStarDoesNotReachIntoFolders() throws Exception {
        serve(role("vendor", vendor, true, "vendor/*"));
        serveRole("vendor", vendor, "vendor/deep/update.cab");
        assertThat(find("vendor/deep/update.cab")).isEmpty();
    }

    @Test
    void nobodyIsAskedAfterATerminatingRole() throws Exception {
        serve(role("vendor", vendor, true, "*/*"), role("partner", partner, false, "*/*"));
        serveRole("vendor", vendor, "vendor/other.cab");
        serveRole("partner", partner, "vendor/update.cab");
        assertThat(find("vendor/update.cab")).isEmpty();
    }

    @Test
    void theNextRoleIsAskedWhereTheFirstIsSilent() throws Exception {
        serve(role("vendor", vendor, false, "*/*"), role("partner", partner, false, "*/*"));
        serveRole("vendor", vendor, "vendor/other.cab");
        serveRole("partner", partner, "vendor/update.cab");
        assertThat(find("vendor/update.cab")).contains(FILE);
    }

    @Test
    void aRoleSignedByAnotherKeyIsRefused() {
        serve(role("vendor", vendor, true, "vendor/*"));
        serveRole("vendor", partner, "vendor/update.cab");
        assertThatThrownBy(() -> find("vendor/update.cab"))
                .isInstanceOfSatisfying(
                        Untrusted.class, e -> assertThat(e.reason()).isEqualTo(Untrusted.Reason.TOO_FEW_SIGNATURES));
    }

    @Test
    void aRoleThatDelegatesToItselfForEverEndsTheSearch() throws Exception {
        serve(role("vendor", vendor, false, "vendor/*"));
        var again = new Delegations(
                Map.of(vendor.key().keyId(), vendor.key()), List.of(role("vendor", vendor, false, "*/*")));
        fixture.replace("1.vendor.json", sign(new Targets(1, SOON, new TreeMap<>(), again), vendor));
        assertThat(find("vendor/update.cab")).isEmpty();
    }

    private Optional<TargetFile> find(String target) throws Exception {
        var walk = new TrustWalk((name, most) -> fixture.file(name));
        var believed = walk.refresh(TrustedMetadata.of(TrustRoot.pin(fixture.pinnedRoot())), NOW);
        return walk.find(believed, target, NOW);
    }

    private static DelegatedRole role(String name, Signer signer, boolean terminating, String path) {
        return new DelegatedRole(name, RoleKeys.of(1, List.of(signer.key())), List.of(path), terminating);
    }

    private void serveRole(String name, Signer signer, String target) {
        var targets = new Targets(1, SOON, new TreeMap<>(Map.of(target, FILE)), null);
        fixture.replace("1." + name + ".json", sign(targets, signer));
    }

    private void serve(DelegatedRole... roles) {
        var keys = Map.of(vendor.key().keyId(), vendor.key(), partner.key().keyId(), partner.key());
        var top = new Targets(1, SOON, new TreeMap<>(), new Delegations(keys, List.of(roles)));
        fixture.replace("1.targets.json", sign(top, fixture.targetsKey));
        var index = new TreeMap<String, MetaFile>();
        index.put("targets.json", new MetaFile(1, null));
        for (var role : roles) {
            index.put(role.name() + ".json", new MetaFile(1, null));
        }
        fixture.replace("1.snapshot.json", sign(new Snapshot(1, SOON, index), fixture.onlineKey));
        fixture.replace("timestamp.json", sign(new Timestamp(1, SOON, new MetaFile(1, null)), fixture.onlineKey));
    }
}
