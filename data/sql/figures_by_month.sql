-- The shown months of one area.
select month, reports
from monthly
where area = $area
    and kind is not distinct from $kind
    and category is not distinct from $category
    and outcome is not distinct from $outcome
order by month
