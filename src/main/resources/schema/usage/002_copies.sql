-- A topic that is made anew begins at 0 again: the place of a record does not tell for ever which one it was, its time beside it
-- does. Of older marks nobody knows it: they count for what was there before them.
alter table usage_replay add column copied_at timestamptz;
