-- Until when a certificate lives that is bound by itself, and whether that was said; of those bound before, nobody noted it.
alter table access_connection_point
    add column certificate_expires_at timestamptz,
    add column certificate_announced_at timestamptz;
create index access_certificate_unannounced on access_connection_point (certificate_expires_at)
    where certificate_announced_at is null and ended_at is null;

-- what is about to expire: a replica of the release before knows of secrets only, and does not say so
alter table access_expiry add column credential text not null default 'SECRET';
