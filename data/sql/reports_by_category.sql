-- Reports by category of whole months, of all or of some neighbourhoods.
select
    category,
    sum(reports) as reports,
    coalesce(sum(reports) filter (outcome = 'useful'), 0) as useful
from monthly
where month between $first and $last
    and ($kind is null or kind = $kind)
    and ($outcome is null or outcome = $outcome)
    and ($neighbourhoods is null or list_contains($neighbourhoods, neighbourhood))
group by category
order by reports desc, category
