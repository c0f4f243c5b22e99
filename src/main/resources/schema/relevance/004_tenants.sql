-- From whose catalog the offered updates are: that of the tenant whose standing it is.
alter table relevance_offer add column tenant text not null default 'default';
alter table relevance_offer alter column tenant drop default;
