-- Searching for part of a user id or a name reads an index instead of every enrollee. pg_trgm is part of PostgreSQL's
-- own contrib, and any owner of a database may create it. A server that came without it searches as before.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "Enrollee_userId_displayName_idx" ON "Enrollee"
    USING GIN ("userId" gin_trgm_ops, "displayName" gin_trgm_ops);
EXCEPTION
  -- Not there, not allowed, or in a schema that is not searched.
  WHEN undefined_file OR feature_not_supported OR insufficient_privilege OR undefined_object THEN
    RAISE NOTICE 'Name search has no index: pg_trgm cannot be used here (%)', SQLERRM;
END
$$;
