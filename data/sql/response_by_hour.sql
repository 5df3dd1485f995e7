-- How soon the police came by the hour (Tehran) of the report, in one area and one month.
select hour, columns('^(median|ninetieth|within)'), reports
from response
where area = $area and month = $month and stage = 'whole' and hour is not null
order by hour
