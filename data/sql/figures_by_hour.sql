-- The hours and weekdays (0 is Saturday) of one area; left out where one of the months is hidden.
select weekday, hour, sum(reports) as reports
from hourly
where area = $area and list_contains($months, month)
group by weekday, hour
having count(*) = len($months)
order by weekday, hour
