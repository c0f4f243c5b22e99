-- What in it was not for all, as in relevance_offer.
alter table notice_offer add column gates jsonb;
