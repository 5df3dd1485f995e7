-- Reports and useful reports of each month, of all or of some neighbourhoods.
with counted as (
    from everywhere where $neighbourhoods is null
    union all by name
    from monthly where list_contains($neighbourhoods, neighbourhood)
)
select
    month,
    sum(reports) as reports,
    coalesce(sum(reports) filter (outcome = 'useful'), 0) as useful
from counted
where month between $first and $last
    and ($kind is null or kind = $kind)
    and ($category is null or category = $category)
    and ($outcome is null or outcome = $outcome)
group by month
order by month
