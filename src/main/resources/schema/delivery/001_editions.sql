-- The editions that were ever handed over, by what they hold: equal content has one number, in every replica and for
-- every hierarchy. Entries are kept as id and digest, which is what a question for the changes since needs.
create table delivery_edition (
    number    bigint generated always as identity primary key,
    digest    bytea       not null unique,
    entries   text        not null check (entries is json),
    made_at   timestamptz not null default now()
);
