-- Lists go by id, and periods are asked for by the time of creation. The two say nearly the same: an
-- id is made from the clock, then the target is waited for, then the backup begins. Whoever asks for
-- a period is therefore answered from a range of ids, and from the few backups of which this is not
-- so: the clock was set meanwhile, or something stood still.
--
-- An id begins with its time as text, and so the time of creation is made such a text to compare
-- them; to_char will not do, for it is not immutable and a generated column has to be.
ALTER TABLE chronos.backup_history ADD COLUMN id_apart boolean GENERATED ALWAYS AS (
  substr(id, 1, 18) COLLATE "C"
  NOT BETWEEN
    lpad(extract(year FROM created_at AT TIME ZONE 'UTC' - interval '1 hour')::int::text, 4, '0')
    || lpad(extract(month FROM created_at AT TIME ZONE 'UTC' - interval '1 hour')::int::text, 2, '0')
    || lpad(extract(day FROM created_at AT TIME ZONE 'UTC' - interval '1 hour')::int::text, 2, '0')
    || 'T'
    || lpad(extract(hour FROM created_at AT TIME ZONE 'UTC' - interval '1 hour')::int::text, 2, '0')
    || lpad(extract(minute FROM created_at AT TIME ZONE 'UTC' - interval '1 hour')::int::text, 2, '0')
    || lpad(
      trunc(extract(milliseconds FROM created_at AT TIME ZONE 'UTC' - interval '1 hour'))::int::text,
      5, '0')
  AND
    lpad(extract(year FROM created_at AT TIME ZONE 'UTC')::int::text, 4, '0')
    || lpad(extract(month FROM created_at AT TIME ZONE 'UTC')::int::text, 2, '0')
    || lpad(extract(day FROM created_at AT TIME ZONE 'UTC')::int::text, 2, '0')
    || 'T'
    || lpad(extract(hour FROM created_at AT TIME ZONE 'UTC')::int::text, 2, '0')
    || lpad(extract(minute FROM created_at AT TIME ZONE 'UTC')::int::text, 2, '0')
    || lpad(
      trunc(extract(milliseconds FROM created_at AT TIME ZONE 'UTC'))::int::text, 5, '0')
) STORED;

CREATE INDEX backup_history_live_apart ON chronos.backup_history (id)
  WHERE deleted_at IS NULL AND id_apart;

-- No list asks it any more, and with it the planner would sort all that is older than a time.
DROP INDEX chronos.backup_history_live_by_creation;

-- One index for each set of filters, so that what matches nothing reads nothing.
CREATE INDEX backup_history_live_by_target_and_tier
  ON chronos.backup_history (target, tier, id) WHERE deleted_at IS NULL;
CREATE INDEX backup_history_live_by_target_and_type
  ON chronos.backup_history (target, type, id) WHERE deleted_at IS NULL;
CREATE INDEX backup_history_live_by_target_tier_and_type
  ON chronos.backup_history (target, tier, type, id) WHERE deleted_at IS NULL;
