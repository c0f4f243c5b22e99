-- From here on the hash of an entry covers who did it, to what and how through a digest with a salt. These can be erased
-- together with the salt: the digest stays, tells nothing, and the chain holds.
alter table audit_entry add column salt bytea, add column payload bytea, add column erased_by bigint;

create or replace function audit_chain() returns trigger language plpgsql as $$
declare
    last record;
begin
    perform pg_advisory_xact_lock(hashtext('audit_entry'));
    select number, hash into last from audit_entry order by number desc limit 1;
    new.number := coalesce(last.number, 0) + 1;
    new.previous := coalesce(last.hash, ''::bytea);
    new.at := date_trunc('milliseconds', clock_timestamp());
    new.erased_by := null;
    new.salt := uuid_send(gen_random_uuid());
    new.payload := sha256(new.salt || convert_to(concat_ws(chr(31), new.actor, new.subject, new.detail), 'UTF8'));
    new.hash := sha256(new.previous || convert_to(concat_ws(chr(31), new.number,
        (extract(epoch from new.at) * 1000)::bigint, new.tenant, new.action, encode(new.payload, 'hex')), 'UTF8'));
    return new;
end $$;

-- The one change there is: an entry loses what it told because a later one says that its subject was erased.
create or replace function audit_refuse() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if old.erased_by is null and new.erased_by > old.number
            and (new.number, new.at, new.tenant, new.action, new.previous, new.hash)
                = (old.number, old.at, old.tenant, old.action, old.previous, old.hash)
            and new.payload is not distinct from old.payload
            and new.actor || new.subject || new.detail = '' and new.salt is null
            and exists (select from audit_entry e where e.number = new.erased_by and e.action like '%.erase')
        then
            return new;
        end if;
    end if;
    raise exception 'audit_entry only grows';
end $$;
