-- Reports of each week, of all or of some neighbourhoods.
select
    week,
    sum(reports) as reports
from weekly
where week between $first and $last
    and ($kind is null or kind = $kind)
    and ($neighbourhoods is null or list_contains($neighbourhoods, neighbourhood))
group by week
order by week
