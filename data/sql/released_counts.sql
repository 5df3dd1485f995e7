-- The store in a few numbers.
select
    count(*) as reports,
    count(*) filter (kind = 'call') as calls,
    count(*) filter (kind = 'tip') as tips,
    count(*) filter (placed = 'placed') as placed,
    count(*) filter (placed = 'outside') as outside,
    count(*) filter (placed = 'none') as unplaced,
    count(*) filter (placed = 'older') as older,
    min(day) as first_day,
    max(day) as last_day
from counted
