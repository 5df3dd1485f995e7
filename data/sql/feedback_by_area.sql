-- How many tips were answered in some months, a row per area; none where one of the months is hidden.
-- A month of which nothing is told anywhere is of files that do not say; where "no" is told nowhere in
-- any of the months, files do not say who got no answer.
with told as (
    select area, month, coalesce(feedback::varchar, 'known') as what, reports
    from feedback
    where list_contains($months, month)
),
whole as (
    select count(distinct month) as months, count_if(what = 'no') > 0 as tells_no from told
)
select
    area,
    case when count_if(what = 'known') = months
        then sum(reports) filter (what = 'known') end as known,
    case when count_if(what = 'yes') = months
        then sum(reports) filter (what = 'yes') end as answered,
    case when count_if(what = 'no') = months
        then sum(reports) filter (what = 'no') end as unanswered,
    months,
    tells_no
from told, whole
group by area, months, tells_no
order by area
