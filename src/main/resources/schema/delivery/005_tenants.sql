-- Whose catalog an edition is made of. What two tenants say in the same words are two editions: who asks what has changed
-- since a number learns nothing of another tenant's.
alter table delivery_edition add column tenant text not null default 'default';
alter table delivery_edition alter column tenant drop default;

-- Who uploaded which content: the bytes lie there once, and each tenant has what it brought itself.
create table delivery_content_owner (
    sha256 text not null references delivery_content on delete cascade,
    tenant text not null,
    primary key (sha256, tenant)
);

insert into delivery_content_owner (sha256, tenant) select sha256, 'default' from delivery_content;
