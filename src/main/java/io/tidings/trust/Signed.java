package io.tidings.trust;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Metadata with the signatures over it. What was read keeps every field it came with, known or not, so that the
 * signatures still fit when it is written again.
 */
public final class Signed<T extends Metadata> {

    private static final int MOST_SIGNATURES = 64;

    private final T metadata;
    private final Map<?, ?> tree;
    private final List<Signature> signatures;

    private Signed(T metadata, Map<?, ?> tree, List<Signature> signatures) {
        this.metadata = metadata;
        this.tree = tree;
        this.signatures = List.copyOf(signatures);
    }

    /** Not signed by anybody yet. */
    public static <T extends Metadata> Signed<T> draft(T metadata) {
        return new Signed<>(metadata, metadata.toTree(), List.of());
    }

    static <T extends Metadata> Signed<T> of(T metadata, List<Signer> signers) {
        var signed = draft(metadata);
        for (var signer : signers) {
            signed = signed.with(signer);
        }
        return signed;
    }

    static <T extends Metadata> Signed<T> parse(byte[] file, Function<Fields, T> read) {
        var fields = Fields.of("metadata", JsonText.parse(file));
        var signatures = fields.list("signatures").stream()
                .map(item -> Signature.from(Fields.of("signature", item)))
                .toList();
        var ids = new HashSet<String>();
        if (signatures.size() > MOST_SIGNATURES || !signatures.stream().allMatch(each -> ids.add(each.keyId()))) {
            throw new Untrusted(Untrusted.Reason.MALFORMED, "a key signed twice, or too many did");
        }
        var signed = fields.object("signed");
        try {
            return new Signed<>(read.apply(signed), signed.members(), signatures);
        } catch (IllegalArgumentException e) {
            throw new Untrusted(Untrusted.Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    public static Signed<Root> root(byte[] file) {
        return parse(checked(file, TopRole.ROOT.longest()), Root::from);
    }

    public T metadata() {
        return metadata;
    }

    public List<Signature> signatures() {
        return signatures;
    }

    /** The same with one more signature; the key's earlier one is replaced. */
    public Signed<T> with(Signer signer) {
        var all = new ArrayList<>(signatures);
        all.removeIf(each -> each.keyId().equals(signer.key().keyId()));
        all.add(signer.sign(toSign()));
        return new Signed<>(metadata, tree, all);
    }

    public byte[] toBytes() {
        return CanonicalJson.text(
                Map.of("signatures", signatures.stream().map(Signature::toTree).toList(), "signed", tree));
    }

    byte[] toSign() {
        return CanonicalJson.toSign(tree);
    }

    static byte[] checked(byte[] file, long longest) {
        if (file.length > longest) {
            throw new Untrusted(Untrusted.Reason.TOO_LONG, "longer than " + longest + " bytes");
        }
        return file;
    }
}
