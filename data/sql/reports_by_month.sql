-- Reports and useful reports of each month, of all or of some neighbourhoods.
select
    month,
    sum(reports) as reports,
    sum(reports) filter (outcome = 'useful') as useful
from monthly
where month between $first and $last
    and ($kind is null or kind = $kind)
    and ($category is null or category = $category)
    and ($outcome is null or outcome = $outcome)
    and ($neighbourhoods is null or list_contains($neighbourhoods, neighbourhood))
group by month
order by month
