-- Reports by neighbourhood, month, kind, category and outcome.
select neighbourhood, placed, month, kind, category, outcome, count(*) as reports
from counted
group by all
order by all
