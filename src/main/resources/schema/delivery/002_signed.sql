-- The number of what is signed for a subject: a hierarchy, or the empty text for what is signed for all. It begins at the
-- epoch and grows with every other state, in whichever replica: what was signed never gets a lower number.
create table delivery_signed (
    subject text primary key,
    epoch bigint not null,
    state bytea not null,
    number integer not null
);
