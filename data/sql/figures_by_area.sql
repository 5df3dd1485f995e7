-- Figures of whole months, a row per area; none where one of the months is hidden, but pending:
-- those of the months in which they are shown, since they are few once a month is past.
with chosen as (
    select
        area,
        reports,
        kind is not distinct from $kind and outcome is not distinct from $outcome as asked,
        kind = 'call' and outcome is not distinct from $outcome as call,
        kind = 'tip' and outcome is not distinct from $outcome as tip,
        kind is not distinct from $kind and outcome = 'useful' as useful,
        kind is not distinct from $kind and outcome = 'pending' as pending
    from monthly
    where list_contains($months, month) and category is not distinct from $category
)
select
    area,
    sum(reports) filter (asked) as reports,
    case when coalesce($kind, 'call') = 'call' and count_if(call) = len($months)
        then sum(reports) filter (call) end as calls,
    case when coalesce($kind, 'tip') = 'tip' and count_if(tip) = len($months)
        then sum(reports) filter (tip) end as tips,
    case when coalesce($outcome, 'useful') = 'useful' and count_if(useful) = len($months)
        then sum(reports) filter (useful) end as useful,
    case when $outcome is null then sum(reports) filter (pending) end as pending
from chosen
group by area
having count_if(asked) = len($months)
order by area
