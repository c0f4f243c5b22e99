package io.tidings.delivery;

import io.tidings.trust.Digest;
import io.tidings.trust.Holdings;
import io.tidings.trust.TargetFile;
import io.tidings.trust.TargetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What is to be vouched for in an epoch: a document, and content by the names that it is asked for. */
record Statement(String subject, long epoch, TargetFile document, SortedMap<String, TargetFile> content) {

    /** The name of the document that is for everybody. */
    static final String COMMON_DOCUMENT = "catalog.json";

    /** Of the content that the edition names, whatever has a length. */
    static SortedMap<String, TargetFile> contentOf(Edition edition, Function<String, Optional<Long>> length) {
        SortedMap<String, TargetFile> files = new TreeMap<>();
        for (var update : edition.document().updates()) {
            List<String> contents = new ArrayList<>(update.contents());
            for (int i = 0; i < contents.size(); i++) {
                String name = update.id() + (i == 0 ? "/update.cab" : "/update-" + (i + 1) + ".cab");
                String sha256 = contents.get(i);
                length.apply(sha256)
                        .filter(known -> TargetName.isPossible(name))
                        .ifPresent(known -> files.put(name, new TargetFile(known, new Digest(sha256))));
            }
        }
        return files;
    }

    private SortedMap<String, TargetFile> files() {
        SortedMap<String, TargetFile> files = new TreeMap<>(content);
        files.put(subject.equals(Holdings.COMMON) ? COMMON_DOCUMENT : Holdings.editionName(subject), document);
        return files;
    }

    /** Equal files, equal state. */
    Digest state() {
        StringBuilder all = new StringBuilder();
        files().forEach((name, file) -> all.append(name)
                .append(' ')
                .append(file.sha256())
                .append(' ')
                .append(file.length())
                .append('\n'));
        return Digest.of(all.toString());
    }

    Holdings toHoldings(int number) {
        return new Holdings(subject, number, this::files);
    }
}
