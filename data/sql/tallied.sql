-- How many reports the store holds, for its steward alone.
select
    count(*),
    count_if(kind = 'call'),
    count_if(kind = 'tip'),
    count_if(placed = 'placed' and layer = $layer),
    count_if(placed = 'outside'),
    count_if(placed = 'none'),
    count_if(placed = 'placed' and layer <> $layer)
from read_parquet($parts)
