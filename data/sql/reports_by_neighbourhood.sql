-- Reports of whole months, one row per neighbourhood; null for those that are not on the map.
select
    neighbourhood,
    placed,
    sum(reports) as reports,
    sum(reports) filter (kind = 'call') as calls,
    sum(reports) filter (kind = 'tip') as tips,
    sum(reports) filter (outcome = 'useful') as useful,
    sum(reports) filter (outcome <> 'pending') as judged
from monthly
where month between $first and $last
    and ($kind is null or kind = $kind)
    and ($category is null or category = $category)
    and ($outcome is null or outcome = $outcome)
group by neighbourhood, placed
order by neighbourhood, placed
