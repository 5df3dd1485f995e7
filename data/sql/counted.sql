-- Every report with its bins; one placed under an older layer is on no area of the present one.
create view counted as
select
    case when placed = 'placed' and layer <> getvariable('layer') then null
        else neighbourhood end as neighbourhood,
    case when placed = 'placed' and layer <> getvariable('layer') then 'older'
        else placed end as placed,
    district,
    month,
    week,
    weekday,
    hour,
    kind,
    category,
    outcome,
    "precision",
    reports.day
from read_parquet(getvariable('parts')) as reports
join days on reports.day = days.day
left join districts on reports.neighbourhood = districts.code
    and reports.placed = 'placed' and reports.layer = getvariable('layer')
