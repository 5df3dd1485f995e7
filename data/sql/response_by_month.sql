-- How soon the police came in one area, month by month.
select month, columns('^(median|ninetieth|within)'), reports
from response
where area = $area and stage = 'whole' and hour is null
order by month
