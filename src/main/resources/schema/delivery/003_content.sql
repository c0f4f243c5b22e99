-- What content is kept, in whichever store: the ledger of the quota and of what may be collected.
create table delivery_content (
    sha256    text primary key,
    size      bigint      not null,
    -- when somebody last uploaded it: what no update names yet is spared for a while from then on
    stored_at timestamptz not null
);
