-- The shown months of every area: useful reports of all categories, and all reports of each.
select
    area,
    month,
    case when outcome is null then category::varchar else 'useful' end as what,
    reports
from monthly
where kind is null
    and (
        (category is null and outcome::varchar = 'useful')
        or (outcome is null and category::varchar in (select unnest($categories)))
    )
order by area, month, what
