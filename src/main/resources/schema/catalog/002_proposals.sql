-- What somebody wants to be done to an update, or to the whole catalog, until another agrees: at most one per subject, and
-- only while the subject is as it was (revision).
create table catalog_proposal (
    subject     text primary key,
    change      text        not null check (change is json),
    revision    integer     not null,
    proposed_by text        not null,
    proposed_at timestamptz not null
);
