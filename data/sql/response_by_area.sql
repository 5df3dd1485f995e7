-- How soon the police came in one month: a row per area and stage of which enough is known.
select area, stage, columns('^(median|ninetieth|within)'), reports
from response
where month = $month and hour is null
order by area, stage
