create table audit_entry (
    number bigint primary key,
    at timestamptz not null,
    tenant text not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null,
    previous bytea not null,
    hash bytea not null
);

create index audit_entry_tenant on audit_entry (tenant, number desc);

-- One entry at a time, across all replicas: its number and the hash before it are read under the lock of the chain, which
-- the transaction holds to its end. A transaction that is undone takes its entry along, so that no number is missing.
create function audit_chain() returns trigger language plpgsql as $$
declare
    last record;
begin
    perform pg_advisory_xact_lock(hashtext('audit_entry'));
    select number, hash into last from audit_entry order by number desc limit 1;
    new.number := coalesce(last.number, 0) + 1;
    new.previous := coalesce(last.hash, ''::bytea);
    new.at := date_trunc('milliseconds', clock_timestamp());
    new.hash := sha256(new.previous || convert_to(
        concat_ws(chr(31), new.number, (extract(epoch from new.at) * 1000)::bigint, new.tenant, new.actor, new.action,
            new.subject, new.detail), 'UTF8'));
    return new;
end $$;

create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'audit_entry only grows';
end $$;

create trigger audit_entry_chained before insert on audit_entry for each row execute function audit_chain();
create trigger audit_entry_kept before update or delete on audit_entry for each row execute function audit_refuse();
create trigger audit_entry_not_truncated before truncate on audit_entry execute function audit_refuse();
