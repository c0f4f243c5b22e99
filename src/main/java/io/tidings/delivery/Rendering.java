package io.tidings.delivery;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.Update;
import io.tidings.delivery.Edition.EntryDigest;
import io.tidings.protocol.CatalogDocument;
import io.tidings.protocol.CatalogDocument.OfferedUpdate;
import io.tidings.tenant.Tenant;
import io.tidings.trust.Digest;
import java.util.List;
import java.util.Optional;

/** An edition before it has its number: whose it is, the document, and the digest of what it says and to whose. */
record Rendering(String tenant, CatalogDocument document, List<EntryDigest> entries, Digest digest) {

    private static final int TAG_LENGTH = 22;

    /** What those updates of that tenant's catalog look like to who is offered them, in that order. */
    static Rendering of(String tenant, Catalog catalog, List<String> offered) {
        List<OfferedUpdate> entries = offered.stream()
                .map(catalog::update)
                .flatMap(Optional::stream)
                .map(Rendering::entry)
                .toList();
        List<EntryDigest> digests = entries.stream()
                .map(entry -> new EntryDigest(
                        entry.id(), Digest.of(CatalogDocument.toJson(entry)).hex()))
                .toList();
        String all = String.join(
                "\n",
                digests.stream().map(entry -> entry.digest() + ' ' + entry.id()).toList());
        // no tenant is without a name, and no digest of an entry begins with a slash
        String whole = tenant.equals(Tenant.DEFAULT) ? all : "/" + tenant + "\n" + all;
        return new Rendering(tenant, new CatalogDocument(entries), digests, Digest.of(whole));
    }

    Edition toEdition(long number) {
        String name = digest.hex().substring(0, TAG_LENGTH);
        return new Edition(number, tenant, document, entries, Sheet.of(name, document.toJson(number)));
    }

    private static OfferedUpdate entry(Update update) {
        return new OfferedUpdate(
                update.id(),
                update.kbs(),
                update.title(),
                update.kind().wireName(),
                update.release(),
                update.firstDay().orElse(null),
                update.packageGuids(),
                update.effects().impact(),
                update.effects().restart(),
                update.effects().siteReset(),
                update.effects().versions(),
                update.contents(),
                update.links());
    }
}
