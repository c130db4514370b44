import 'server-only'
import type zh from '@/lib/i18n/zh-CN/startup'
import { unscoped } from './db'
import type { PrismaClient } from './prisma/client'

export type Fault = { code: keyof typeof zh; params?: Record<string, string | number> }

/** Tables of a region without an audit trigger, and why that is right. */
export const NOT_AUDITED: Readonly<Record<string, string>> = {
  audit_entry: 'is the audit itself; kept by its own triggers, rights and seals',
  village_tally: 'is counted again from audited rows at any time',
  tally_mark: 'is a note that a village must be counted again; gone a moment later',
  quality_issue: 'follows from audited rows and is found again at any time',
  quality_household: 'follows from audited rows and is found again at any time',
  quality_village: 'is counted again from audited rows at any time',
  quality_mark: 'is a note that a village must be checked again; gone a moment later',
  household_state: 'follows by trigger from the audited changes of households',
  monitoring_state: 'follows by trigger from the audited changes of clues and cases',
  household_visit_day: 'follows by trigger from visits and the audited changes of households',
  guarantee_span: 'follows by trigger from the audited changes of guarantees',
  clue_due: 'follows by trigger from the audited changes of clues',
  village_tally_day: 'is counted again from audited rows at any time',
  village_tally_month: 'is written once and never changes; counted from audited rows',
  place_tally: 'follows by trigger from the tallies of the villages',
  place_tally_day: 'follows by trigger from the counted days of the villages',
  place_tally_month: 'follows by trigger from the frozen months of the villages',
  change_row: 'repeats audited changes so that they can be taken back',
  import_fault: 'repeats what the audited batch found in a file, with masked values',
  import_difference:
    'repeats what the audited batch would change, with masked values; the changes themselves are audited',
  import_upload: 'is the file of an audited batch; its hash stands in the batch',
  export_chunk: 'is a sealed piece of the file of an audited export; its hash stands in the export',
  export_row: 'says whom an audited export was about',
}

/** Tables without a region that are audited all the same. */
const ALSO_AUDITED = [
  'app_user',
  'session',
  'invitation',
  'policy_parameter',
  'measure_type',
  'finding_aspect',
  'relief_measure_type',
  'county_calendar_day',
  'key_work',
  'fact_input',
  'indicator_target',
  'installation',
  'region',
  'second_factor',
  'recovery_code',
  'factor_reset',
]
/** Tables that whoever keeps accounts reads by a policy of its own, since his transactions carry no region. */
const ACCOUNT_TABLES = ['posting', 'access_log']
/** Tables of figures without persons that are also read, and only read, from the places below (decision 021). */
const FIGURE_TABLES = ['reported_fact', 'region_target', 'saved_table']
/** Bits of `pg_trigger.tgtype`: update (16) and delete (8) row by row (1); insert (4), for a statement. */
const EVERY_CHANGE = 25
const EVERY_INSERT = 4
const AUDIT_TABLES = ['audit_entry', 'audit_seal']

type Named = { name: string }
type Reader = Pick<PrismaClient, '$queryRaw'>

const faults = (code: Fault['code'], rows: Named[]): Fault[] => rows.map(({ name }) => ({ code, params: { name } }))

/** What is missing in the rights of the application's own role. */
export async function roleFaults(db: Reader = unscoped()): Promise<Fault[]> {
  const strong = await db.$queryRaw<Named[]>`
    SELECT rolname::text AS name FROM pg_roles WHERE rolname = current_user
    AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication)`
  const owned = await db.$queryRaw<Named[]>`
    SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
    AND pg_has_role(current_user, relowner, 'MEMBER') ORDER BY 1`
  const truncatable = await db.$queryRaw<Named[]>`
    SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
    AND has_table_privilege(oid, 'TRUNCATE') ORDER BY 1`
  const rewritable = await db.$queryRaw<Named[]>`
    SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY (${AUDIT_TABLES})
    AND (has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRIGGER') OR has_any_column_privilege(oid, 'INSERT, UPDATE')) ORDER BY 1`
  return [
    ...faults('roleTooStrong', strong),
    ...faults('roleOwns', owned),
    ...faults('mayTruncate', truncatable),
    ...faults('mayRewriteAudit', rewritable),
  ]
}

/** What is missing in the tables: forced scope, its policy, the audit. */
export async function tableFaults(db: Reader = unscoped()): Promise<Fault[]> {
  const regional = await db.$queryRaw<(Named & { forced: boolean; scoped: boolean })[]>`
    SELECT c.relname::text AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
      EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'region_scope' AND p.polroles = '{0}' AND p.polcmd = '*'
        AND pg_get_expr(p.polqual, p.polrelid) ~ 'region_code.*app_lo\(\).*region_code.*app_hi\(\)'
        AND pg_get_expr(p.polwithcheck, p.polrelid) ~ 'region_code.*app_lo\(\).*region_code.*app_hi\(\)') AS scoped
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'region_code' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`
  const open = await db.$queryRaw<(Named & { policy: string })[]>`
    SELECT c.relname::text AS name, p.polname::text AS policy FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'region_code' AND NOT a.attisdropped
    WHERE p.polpermissive AND p.polname <> 'region_scope'
    AND NOT (p.polname = 'accounts_scope' AND c.relname = ANY (${ACCOUNT_TABLES}) AND pg_get_expr(p.polqual, p.polrelid) ~ 'app_accounts\(\)')
    AND NOT (p.polname = 'of_places_above' AND p.polcmd = 'r' AND c.relname = ANY (${FIGURE_TABLES}) AND pg_get_expr(p.polqual, p.polrelid) ~ '^app_above\\(')
    AND EXISTS (SELECT FROM unnest(p.polroles) r WHERE r = 0 OR pg_has_role(current_user, r, 'MEMBER')) ORDER BY 1, 2`
  const audited = await db.$queryRaw<Named[]>`
    SELECT c.relname::text AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL AND (
      (t.tgname = 'audit_change' AND t.tgfoid = 'audit_change'::regproc AND t.tgtype & ${EVERY_CHANGE} = ${EVERY_CHANGE})
      OR (t.tgname = 'audit_insert' AND t.tgfoid = 'audit_insert'::regproc AND t.tgtype & ${EVERY_INSERT} = ${EVERY_INSERT}))
    GROUP BY c.relname HAVING count(*) = 2`
  const final = await db.$queryRaw<(Named & { count: number })[]>`
    SELECT c.relname::text AS name, count(*)::int AS count FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relname = ANY (${AUDIT_TABLES}) AND t.tgenabled IN ('O', 'A') AND t.tgfoid = 'refuse_change'::regproc GROUP BY 1`
  const hasTrigger = new Set(audited.map(({ name }) => name))
  const needed = [...regional.map(({ name }) => name).filter((name) => !(name in NOT_AUDITED)), ...ALSO_AUDITED]
  return [
    ...faults(
      'notForced',
      regional.filter(({ forced }) => !forced),
    ),
    ...faults(
      'noScopePolicy',
      regional.filter(({ scoped }) => !scoped),
    ),
    ...open.map(({ name, policy }): Fault => ({ code: 'openPolicy', params: { name, policy } })),
    ...needed
      .filter((name) => !hasTrigger.has(name))
      .map((name): Fault => ({ code: 'noAuditTrigger', params: { name } })),
    ...AUDIT_TABLES.filter((name) => (final.find((each) => each.name === name)?.count ?? 0) < 2).map(
      (name): Fault => ({ code: 'auditNotFinal', params: { name } }),
    ),
  ]
}

/** What is missing in functions and views: whoever runs as the owner, or for everybody. */
export async function functionFaults(db: Reader = unscoped()): Promise<Fault[]> {
  const pathless = await db.$queryRaw<Named[]>`
    SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
    AND NOT EXISTS (SELECT FROM unnest(p.proconfig) s WHERE s LIKE 'search_path=%') ORDER BY 1`
  const forAll = await db.$queryRaw<Named[]>`
    SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x WHERE x.grantee = 0)
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') ORDER BY 1`
  const views = await db.$queryRaw<Named[]>`
    SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'
    AND NOT coalesce(reloptions @> '{security_invoker=true}' OR reloptions @> '{security_invoker=on}', false)
    AND has_table_privilege(oid, 'SELECT') ORDER BY 1`
  const matviews = await db.$queryRaw<Named[]>`
    SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'm'
    AND has_table_privilege(oid, 'SELECT') ORDER BY 1`
  return [
    ...faults('noSearchPath', pathless),
    ...faults('publicFunction', forAll),
    ...faults('openView', views),
    ...faults('openMatview', matviews),
  ]
}
