-- Since when this catalog knows again what an earlier one knew and no manifest tells: failed runs,
-- deletions, restores. None until then: it stands in the catalog, so that it is lost with it.
ALTER TABLE chronos.identity ADD COLUMN recalled_at timestamptz;
