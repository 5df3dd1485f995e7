-- The monthly figures without their neighbourhoods.
create table everywhere as
select month, kind, category, outcome, sum(reports) as reports
from monthly
group by all
order by month
