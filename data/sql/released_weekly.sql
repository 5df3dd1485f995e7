-- Reports by neighbourhood, week and kind; a report known by its month alone is in no week.
select neighbourhood, placed, week, kind, count(*) as reports
from counted
where "precision" <> 'month'
group by all
order by week, neighbourhood, placed, kind
