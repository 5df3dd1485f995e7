-- What one area's reports are about, of whole months; left out where one of the months is hidden.
select category, sum(reports) as reports
from monthly
where area = $area
    and list_contains($months, month)
    and category is not null
    and kind is not distinct from $kind
    and outcome is not distinct from $outcome
group by category
having count(*) = len($months)
order by reports desc, category
