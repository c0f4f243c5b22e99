-- Each tenant has a catalog of its own: the same id in two of them is two updates. What was there belongs to the tenant
-- who owns the installation.
alter table catalog_frame drop column only_one;
alter table catalog_frame add column tenant text not null default 'default';
alter table catalog_frame alter column tenant drop default, add primary key (tenant);

alter table catalog_update drop constraint catalog_update_pkey;
alter table catalog_update alter column tenant drop default, add primary key (tenant, id);

alter table catalog_proposal drop constraint catalog_proposal_pkey;
alter table catalog_proposal add column tenant text not null default 'default';
alter table catalog_proposal alter column tenant drop default, add primary key (tenant, subject);
