-- Reports between two days whose caller is known, each with the caller; of the neighbourhoods only
-- those of the layer that counts, since the codes of another may mean other places.
select
    caller,
    day,
    kind,
    category,
    outcome,
    case when layer = $layer then neighbourhood end as neighbourhood
from read_parquet($parts) as reports
inner join read_parquet($callers) as callers using (report)
where day between $first and $last
order by caller, day, received_at, report
