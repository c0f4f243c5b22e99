-- Nobody asks the planner which values these have, and they are the largest columns: to sort a sample of them was most of what
-- ANALYZE did, once a minute while a fleet reports.
alter table hierarchy alter column sites set statistics 0, alter column warnings set statistics 0;
alter table hierarchy_report alter column items set statistics 0;
