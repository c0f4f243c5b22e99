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
    sealed interface Impossible extends TopologyFault {
        @Override
        default String code() {
            return switch (this) {
                case NoTopTier _ -> "no-top-tier";
                case ManyTopTiers _ -> "many-top-tiers";
                case DuplicateCode _ -> "duplicate-site-code";
                case UnknownParent _ -> "unknown-parent";
                case MissingParent _ -> "missing-parent";
                case WrongParent _ -> "wrong-parent";
                case NewerThanParent _ -> "newer-than-parent";
                case RoleOutOfPlace _ -> "role-out-of-place";
                case RoleBelowTop _ -> "role-below-top";
                case TooManyOfRole _ -> "too-many-of-role";
                case ProviderTwice _ -> "provider-twice";
            };
        }

        @Override
        default String detail() {
            return switch (this) {
                case NoTopTier() ->
                    "no site stands at the top: neither a central administration site nor a primary without parent";
                case ManyTopTiers(var sites) -> "more than one site stands at the top: " + ManyTopTiers.some(sites);
                case DuplicateCode(var site) -> "two sites are called " + site;
                case UnknownParent(var site, var parent) ->
                    site + " has the parent " + parent + ", which does not exist";
                case MissingParent(var site) -> "the secondary site " + site + " has no parent";
                case WrongParent(var site, var type, var parentType) ->
                    site + ", a " + type.wireName() + ", cannot stand below a " + parentType.wireName();
                case NewerThanParent(var site, var version, var parentVersion) ->
                    site + " runs " + version + ", its parent only " + parentVersion;
                case RoleOutOfPlace(var site, var role, var type) ->
                    role + " cannot stand on " + site + ", a " + type.wireName();
                case RoleBelowTop(var site, var role) ->
                    role + " stands only at the top of a hierarchy, not on " + site;
                case TooManyOfRole(var where, var role, var count, var most) ->
                    "%d times %s in %s, where %d may be".formatted(count, role, where, most);
                case ProviderTwice(var site, var _) -> "one computer of " + site + " holds two SMS Providers";
            };
        }
    }

    /** A hierarchy can be like this, and would better not. */
    sealed interface Unwise extends TopologyFault {
        @Override
        default String code() {
            return switch (this) {
                case OverScale _ -> "over-scale";
                case OlderThanParent _ -> "older-than-parent";
                case LackingRole _ -> "lacking-role";
                case UnknownRole _ -> "unknown-role";
                case RetiredRole _ -> "retired-role";
                case AgainstMode _ -> "needs-online";
                case AgainstBranch _ -> "against-branch";
                case BelowTop _ -> "better-at-top";
                case ProviderShared _ -> "provider-shared";
            };
        }

        @Override
        default String detail() {
            return switch (this) {
                case OverScale(var site, var what, var count, var most) ->
                    "%s: %d %s, tested up to %d".formatted(site, count, what, most);
                case OlderThanParent(var site, var version, var parentVersion) ->
                    "%s is still on %s, its parent on %s: no update can start".formatted(site, version, parentVersion);
                case LackingRole(var site, var role, var reason) -> "%s has no %s: %s".formatted(site, role, reason);
                case UnknownRole(var site, var role) -> site + " holds a role that is not known here: " + role;
                case RetiredRole(var site, var role, var since) ->
                    site + " holds " + role + ", which ended with " + since;
                case AgainstMode(var what) -> what + " needs a connection point that is online";
                case AgainstBranch(var what) -> what;
                case BelowTop(var site, var role) ->
                    role + " is made at the top of a hierarchy, here it stands on " + site;
                case ProviderShared(var site, var other) ->
                    "one computer holds an SMS Provider of " + site + " and one of " + other;
            };
        }
    }

    record NoTopTier() implements Impossible {}

    record ManyTopTiers(List<String> sites) implements Impossible {
        private static final int MOST = 5;

        private static String some(List<String> sites) {
            return sites.stream().limit(MOST).toList()
                    + (sites.size() > MOST ? " and %d more".formatted(sites.size() - MOST) : "");
        }
    }

    record DuplicateCode(String site) implements Impossible {}

    record UnknownParent(String site, String parent) implements Impossible {}

    record MissingParent(String site) implements Impossible {}

    record WrongParent(String site, SiteType type, SiteType parentType) implements Impossible {}

    record NewerThanParent(String site, Version version, Version parentVersion) implements Impossible {}

    record RoleOutOfPlace(String site, String role, SiteType type) implements Impossible {}

    record RoleBelowTop(String site, String role) implements Impossible {}

    record TooManyOfRole(String where, String role, long count, int most) implements Impossible {}

    record ProviderTwice(String site, String server) implements Impossible {}

    record OverScale(String site, String what, long count, long most) implements Unwise {}

    record OlderThanParent(String site, Version version, Version parentVersion) implements Unwise {}

    record LackingRole(String site, String role, String reason) implements Unwise {}

    record UnknownRole(String site, String role) implements Unwise {}

    record RetiredRole(String site, String role, String since) implements Unwise {}

    record AgainstMode(String what) implements Unwise {}

    record AgainstBranch(String what) implements Unwise {}

    record BelowTop(String site, String role) implements Unwise {}

    record ProviderShared(String site, String other) implements Unwise {}
}
