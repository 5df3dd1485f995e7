-- Figures of whole weeks, a row per area; none where one of the weeks is hidden.
select
    area,
    sum(reports) filter (kind is not distinct from $kind) as reports,
    case when coalesce($kind, 'call') = 'call' and count_if(kind = 'call') = len($weeks)
        then sum(reports) filter (kind = 'call') end as calls,
    case when coalesce($kind, 'tip') = 'tip' and count_if(kind = 'tip') = len($weeks)
        then sum(reports) filter (kind = 'tip') end as tips
from weekly
where list_contains($weeks, week)
group by area
having count_if(kind is not distinct from $kind) = len($weeks)
order by area
