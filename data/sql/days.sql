-- The days that reports fall on.
select distinct day
from read_parquet($parts)
order by day
