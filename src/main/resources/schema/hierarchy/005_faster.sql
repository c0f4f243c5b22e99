-- Sites and warnings are written with each report and read as a whole by our own code: text costs the database nothing to
-- take. Whoever asks inside them casts: sites::jsonb.
alter table hierarchy alter column sites type text, alter column warnings type text,
    -- what a report must know of its forerunners, so that it need not look: whether there may be rows of
    -- hierarchy_servicing, and above which level the history may hold something; of older rows nobody knows
    add column serviced boolean not null default true,
    add column highest_level smallint not null default 3,
    -- a week's reports come in much the order of the week before, so that neighbours change together: each needs room
    set (fillfactor = 50);
alter table hierarchy alter column serviced drop default, alter column highest_level drop default;
