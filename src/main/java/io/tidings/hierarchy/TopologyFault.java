package io.tidings.hierarchy;

import io.tidings.version.Version;
import java.util.List;

/**
 * A rule of site and role placement that a reported hierarchy breaks. What is impossible refuses the report; what is only
 * unwise is kept beside the hierarchy, for the operator to see.
 */
public sealed interface TopologyFault {

    /** A fixed word for the rule. */
    String code();

    /** What broke it, in a sentence. Sites are named by their codes. */
    String detail();

    /** No hierarchy can be like this. */
    sealed interface Impossible extends TopologyFault {}

    /** A hierarchy can be like this, and would better not. */
    sealed interface Unwise extends TopologyFault {}

    record NoTopTier() implements Impossible {
        @Override
        public String code() {
            return "no-top-tier";
        }

        @Override
        public String detail() {
            return "no site stands at the top: neither a central administration site nor a primary without parent";
        }
    }

    record ManyTopTiers(List<String> sites) implements Impossible {
        private static final int MOST = 5;

        @Override
        public String code() {
            return "many-top-tiers";
        }

        @Override
        public String detail() {
            return "more than one site stands at the top: "
                    + sites.stream().limit(MOST).toList()
                    + (sites.size() > MOST ? " and %d more".formatted(sites.size() - MOST) : "");
        }
    }

    record DuplicateCode(String site) implements Impossible {
        @Override
        public String code() {
            return "duplicate-site-code";
        }

        @Override
        public String detail() {
            return "two sites are called " + site;
        }
    }

    record UnknownParent(String site, String parent) implements Impossible {
        @Override
        public String code() {
            return "unknown-parent";
        }

        @Override
        public String detail() {
            return site + " has the parent " + parent + ", which does not exist";
        }
    }

    record MissingParent(String site) implements Impossible {
        @Override
        public String code() {
            return "missing-parent";
        }

        @Override
        public String detail() {
            return "the secondary site " + site + " has no parent";
        }
    }

    record WrongParent(String site, SiteType type, SiteType parentType) implements Impossible {
        @Override
        public String code() {
            return "wrong-parent";
        }

        @Override
        public String detail() {
            return site + ", a " + type.wireName() + ", cannot stand below a " + parentType.wireName();
        }
    }

    record NewerThanParent(String site, Version version, Version parentVersion) implements Impossible {
        @Override
        public String code() {
            return "newer-than-parent";
        }

        @Override
        public String detail() {
            return site + " runs " + version + ", its parent only " + parentVersion;
        }
    }

    record RoleOutOfPlace(String site, String role, SiteType type) implements Impossible {
        @Override
        public String code() {
            return "role-out-of-place";
        }

        @Override
        public String detail() {
            return role + " cannot stand on " + site + ", a " + type.wireName();
        }
    }

    record RoleBelowTop(String site, String role) implements Impossible {
        @Override
        public String code() {
            return "role-below-top";
        }

        @Override
        public String detail() {
            return role + " stands only at the top of a hierarchy, not on " + site;
        }
    }

    record TooManyOfRole(String where, String role, long count, int most) implements Impossible {
        @Override
        public String code() {
            return "too-many-of-role";
        }

        @Override
        public String detail() {
            return "%d times %s in %s, where %d may be".formatted(count, role, where, most);
        }
    }

    record ProviderTwice(String site, String server) implements Impossible {
        @Override
        public String code() {
            return "provider-twice";
        }

        @Override
        public String detail() {
            return "one computer of " + site + " holds two SMS Providers";
        }
    }

    record OverScale(String site, String what, long count, long most) implements Unwise {
        @Override
        public String code() {
            return "over-scale";
        }

        @Override
        public String detail() {
            return "%s: %d %s, tested up to %d".formatted(site, count, what, most);
        }
    }

    record OlderThanParent(String site, Version version, Version parentVersion) implements Unwise {
        @Override
        public String code() {
            return "older-than-parent";
        }

        @Override
        public String detail() {
            return "%s is still on %s, its parent on %s: no update can start".formatted(site, version, parentVersion);
        }
    }

    record LackingRole(String site, String role, String reason) implements Unwise {
        @Override
        public String code() {
            return "lacking-role";
        }

        @Override
        public String detail() {
            return "%s has no %s: %s".formatted(site, role, reason);
        }
    }

    record UnknownRole(String site, String role) implements Unwise {
        @Override
        public String code() {
            return "unknown-role";
        }

        @Override
        public String detail() {
            return "%s holds a role that is not known here: %s".formatted(site, role);
        }
    }

    record RetiredRole(String site, String role, String since) implements Unwise {
        @Override
        public String code() {
            return "retired-role";
        }

        @Override
        public String detail() {
            return "%s holds %s, which ended with %s".formatted(site, role, since);
        }
    }

    record AgainstMode(String what) implements Unwise {
        @Override
        public String code() {
            return "needs-online";
        }

        @Override
        public String detail() {
            return what + " needs a connection point that is online";
        }
    }

    record AgainstBranch(String what) implements Unwise {
        @Override
        public String code() {
            return "against-branch";
        }

        @Override
        public String detail() {
            return what;
        }
    }

    record BelowTop(String site, String role) implements Unwise {
        @Override
        public String code() {
            return "better-at-top";
        }

        @Override
        public String detail() {
            return role + " is made at the top of a hierarchy, here it stands on " + site;
        }
    }
}
