-- The months that are there before the first report comes: io.tidings.hierarchy.HistoryMonths adds the later ones.
do $$
declare
    month date;
begin
    for month in select generate_series(date_trunc('month', now()) - interval '12 months',
        date_trunc('month', now()) + interval '2 months', interval '1 month')::date
    loop
        execute format('create table hierarchy_report_%s partition of hierarchy_report for values from (%L) to (%L)',
            to_char(month, 'YYYY_MM'), month, (month + interval '1 month')::date);
    end loop;
end
$$;
