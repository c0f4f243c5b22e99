-- The public halves of the replicas' signing keys. No private key is ever stored.
create table access_signing_key (
    kid text primary key,
    public_key bytea not null,
    created_at timestamptz not null,
    verifies_until timestamptz not null
);

-- One row for each connection point there ever was; the one of a hierarchy that has not ended is the present one.
create table access_connection_point (
    client_id text primary key,
    hierarchy_id text not null,
    tenant text not null default 'default',
    site_code text not null,
    site_type text not null,
    site_version text not null,
    mode text not null,
    mode_since timestamptz not null,
    mobile_device_subscription boolean not null default false,
    certificate_sha256 bytea,
    enrolled_at timestamptz not null,
    ended_at timestamptz,
    end_reason text
);

-- two that enrol at once: the database lets one of them win
create unique index access_connection_point_present on access_connection_point (hierarchy_id) where ended_at is null;
create unique index access_connection_point_certificate on access_connection_point (certificate_sha256) where ended_at is null;

-- The secrets of a client: the newest, and the one before it for a grace time.
create table access_secret (
    client_id text not null references access_connection_point on delete cascade,
    hash bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (client_id, hash)
);

-- Whose tokens count no longer. Kept for the life of a token and apart from the clients, so that an erased one stays out.
create table access_revocation (
    client_id text primary key,
    revoked_at timestamptz not null
);

create table access_enrolment_key (
    hash bytea primary key,
    tenant text not null default 'default',
    hierarchy_id text,
    minted_by text not null,
    minted_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    used_for text
);

-- How far the erasures of the room hierarchy were followed.
create table access_erasure_mark (
    only_one boolean primary key default true check (only_one),
    transaction_mark bigint not null,
    row_mark text not null
);

insert into access_erasure_mark (transaction_mark, row_mark) values (0, '');
