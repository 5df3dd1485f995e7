-- The shown weeks of one area.
select week, reports
from weekly
where area = $area and kind is not distinct from $kind and list_contains($weeks, week)
order by week
