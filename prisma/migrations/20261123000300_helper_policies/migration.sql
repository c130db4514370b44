-- Restrictive policies bind the app role only: the audit trigger writes as the owner, also for a paired helper.
DO $$
DECLARE p record;
BEGIN
  FOR p IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' AND permissive = 'RESTRICTIVE' LOOP
    EXECUTE format('ALTER POLICY %I ON %I TO fangxian_app', p.policyname, p.tablename);
  END LOOP;
END $$;
