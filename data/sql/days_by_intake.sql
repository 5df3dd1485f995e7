-- Reports by the intake that brought them and the day they fall on.
select intake, day, count(*) as reports
from read_parquet($parts)
where intake > $after
group by intake, day
order by intake, day
