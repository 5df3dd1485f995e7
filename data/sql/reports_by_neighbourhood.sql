-- Reports of whole months, one row per neighbourhood; null for those that are not on the map.
select
    neighbourhood,
    placed,
    sum(reports) as reports,
    coalesce(sum(reports) filter (kind = 'call'), 0) as calls,
    coalesce(sum(reports) filter (kind = 'tip'), 0) as tips,
    coalesce(sum(reports) filter (outcome = 'useful'), 0) as useful,
    coalesce(sum(reports) filter (outcome <> 'pending'), 0) as judged
from monthly
where month between $first and $last
    and ($kind is null or kind = $kind)
    and ($category is null or category = $category)
    and ($outcome is null or outcome = $outcome)
group by neighbourhood, placed
order by neighbourhood, placed
