-- A standing says whose it is, in a line of its own behind the first, unless it is the owner's of the installation: the
-- hierarchies of other tenants move to standings of theirs.
with theirs as (
    select h.id, convert_to(E'standing/1\ntenant ' || replace(replace(h.tenant, E'\\', E'\\\\'), E'\n', E'\\n') || E'\n', 'UTF8')
            || substring(s.canonical from length('standing/1') + 2) as canonical
    from hierarchy h join hierarchy_standing s on s.id = h.standing where h.tenant <> 'default'),
added as (
    insert into hierarchy_standing (id, canonical) select distinct sha256(canonical), canonical from theirs
    on conflict do nothing)
update hierarchy h set standing = sha256(t.canonical), moved_in = pg_current_xact_id() from theirs t where t.id = h.id;
