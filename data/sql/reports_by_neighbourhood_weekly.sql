-- Reports of whole weeks, one row per neighbourhood; weeks are released by kind alone.
select
    neighbourhood,
    placed,
    sum(reports) as reports,
    coalesce(sum(reports) filter (kind = 'call'), 0) as calls,
    coalesce(sum(reports) filter (kind = 'tip'), 0) as tips
from weekly
where week between $first and $last
    and ($kind is null or kind = $kind)
group by neighbourhood, placed
order by neighbourhood, placed
