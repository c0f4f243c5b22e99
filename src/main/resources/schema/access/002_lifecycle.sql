-- A connection point that is known by a name in certificates of a trusted authority, so that a certificate can be renewed.
alter table access_connection_point add column certificate_name text;
create unique index access_connection_point_name on access_connection_point (certificate_name) where ended_at is null;

-- Said once of each secret, however many replicas look: whoever sets it has said it.
alter table access_secret add column announced_at timestamptz;
create index access_secret_unannounced on access_secret (expires_at) where announced_at is null;

-- What was said: followed in the order of commits, by the transaction that wrote it.
create table access_expiry (
    client_id text not null,
    hierarchy_id text not null,
    tenant text not null,
    expires_at timestamptz not null,
    announced_at timestamptz not null,
    announced_in xid8 not null default pg_current_xact_id(),
    primary key (announced_in, client_id)
);
create index access_expiry_by_hierarchy on access_expiry (hierarchy_id);

-- those who enrolled before a hierarchy knew whose it is
insert into hierarchy_tenant (hierarchy_id, tenant)
select hierarchy_id, tenant from access_connection_point where ended_at is null;
update hierarchy h set tenant = t.tenant from hierarchy_tenant t where t.hierarchy_id = h.id and t.tenant <> h.tenant;
