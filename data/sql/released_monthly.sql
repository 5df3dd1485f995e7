-- Reports by neighbourhood, month, kind, category and outcome; the months apart, so that a period is
-- found without looking at the others.
select neighbourhood, placed, month, kind, category, outcome, count(*) as reports
from counted
group by all
order by month, neighbourhood, placed, kind, category, outcome
