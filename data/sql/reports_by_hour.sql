-- Reports by weekday (0 is Saturday) and hour of whole months, of all or of some districts.
select
    weekday,
    hour,
    sum(reports) as reports
from hourly
where month between $first and $last
    and ($districts is null or list_contains($districts, district))
group by weekday, hour
order by weekday, hour
