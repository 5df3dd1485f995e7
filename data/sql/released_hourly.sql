-- Reports by district, month, weekday and hour of the day; only where the time is known.
select district, month, weekday, hour, count(*) as reports
from counted
where "precision" = 'time'
group by all
order by all
