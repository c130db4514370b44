import { householdOf, rows } from './story'

export const PLACES = [
  '/',
  '/households',
  '/households/new',
  '/visits',
  '/visits/new',
  '/clues',
  '/clues?asOf=2026-01-15',
  '/clues/new',
  '/monitoring',
  '/monitoring?asOf=2026-01-15',
  '/monitoring?tab=assess',
  '/monitoring/ledger',
  '/events',
  '/events/new',
  '/dashboard',
  '/dashboard/130799104201',
  '/dashboard/130799104201/casework',
  '/duplicates',
  '/import',
  '/indicators',
  ...['', '/new', '/import'].map((part) => `/indicators/facts${part}`),
  ...['/inputs', '/targets', '/targets/new'].map((part) => `/indicators${part}`),
  '/tables',
  '/tables/view?subject=persons&rows=age&columns=sex&share=ROW',
  '/tables/print?subject=households&rows=place&columns=status',
  '/dashboard/130799000000?screen=large',
  '/dashboard/130799000000/print',
  '/dashboard/130799000000/outlines',
  '/exports',
  '/exports/new?kind=HOUSEHOLDS',
  '/exports/new?kind=CLUES&list=tab%3Dopen',
  '/exports/new?kind=QUALITY&list=show%3DALL',
  '/quality',
  '/quality?region=130799104201',
  '/quality/rules',
  '/exports/new?kind=RELIEF&list=tab%3Dopen',
  '/relief',
  '/relief/new',
  '/relief/cycles',
  '/relief/filial',
  '/relief/funds',
  '/relief/lines',
  '/parameters',
  '/deadlines',
  '/deadlines?tab=LATE',
  '/deadlines/calendar',
  '/findings',
  '/findings?tab=closed&source=LOOK_BACK',
  '/findings/alerts',
  '/findings/new',
  '/identification',
  '/identification/new',
  '/identification/plan',
  '/inspections',
  '/inspections?part=letters',
  '/inspections/items',
  '/inspections/aspects',
  '/inspections/new',
  '/support',
  '/support?tab=unconfirmed&category=HEALTH',
  '/support/batch?type=SOC_VISIT&region=130799104201',
  '/support/types',
  '/support/helpers',
  '/enterprises',
  '/enterprises/new',
  '/enterprises/import',
  '/enterprises/report',
  '/enterprises/report/print',
  '/support/lists',
  '/support/projects',
  '/support/projects/new',
  '/partnerships',
  '/partnerships/units',
  '/village-plans',
  '/village-plans/tasks',
  '/loans',
  '/loans?tab=overdue',
  '/loans/new',
  '/worklogs',
  '/worklogs/kinds',
  '/cockpit',
  '/cockpit?screen=large',
  '/cockpit/records?of=open',
  '/cockpit/records?of=burdened',
  '/cockpit/bulletin',
  '/cockpit/ledger',
  '/findings/ledger',
  '/supervision',
  '/supervision?tab=delisted',
  '/supervision/runs',
  '/supervision/works',
  '/exports/new?kind=MEASURES&list=tab%3Dall',
  '/exports/new?kind=PROJECTS&list=',
  '/exports/new?kind=DEADLINES&list=tab%3DOPEN',
  '/exports/new?kind=FINDINGS&list=tab%3Dopen',
  '/admin/people',
  '/admin/people/new',
  '/step-up',
  '/me',
  '/mine',
  '/me/deputy',
  '/me/handover',
  '/me/second-factor',
]

const OF_A_HOUSEHOLD = [
  '',
  '?asOf=2026-03-25',
  '/changes',
  '/edit',
  '/evidence',
  '/file',
  '/helpers',
  '/history',
  '/income',
  '/living',
  '/print/handbook',
  '/print/household',
  '/support',
  '/unmask?field=phone',
]

export const OF_AN_ADMINISTRATOR = ['/admin/alerts', '/admin/people/load', '/admin/people/slips']

/** Pages of things that the demo does not hold: the journey that makes the thing opens its page. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  '/duplicates/[id]': 'duplicates.desk',
  '/duplicates/across/[id]': 'duplicates.desk',
  '/events/[id]': 'events.phone',
  '/evidence/[id]': 'evidence.phone',
  '/exports/[id]': 'exports.desk',
  '/households/[id]/unmask/[access]': 'unmask.phone',
  '/identification/[id]/notice': 'notice.desk',
  '/import/[id]': 'ledger.desk',
  '/inspections/[id]/inspect/[household]': 'inspections.phone',
  '/inspections/[id]/inspect/[household]/missed': 'inspections.phone',
  '/indicators/facts/[id]': 'indicators.desk',
  '/indicators/targets/[id]': 'indicators.desk',
  '/inspections/letters/[id]': 'inspections.phone',
  '/invitation/[token]': 'accounts.desk',
  '/tables/[id]': 'tables.desk',
  '/relief/cycles/[id]': 'payouts.desk',
  '/support/batches/[id]': 'support.desk',
  '/support/lists/[id]': 'support-departments.desk',
  '/supervision/[id]/session': 'supervision.phone',
  '/village-plans/[id]/record': 'yearplans.phone',
  '/worklogs/[id]': 'worklogs.phone',
  '/worklogs/leave': 'worklogs.phone',
  '/worklogs/new': 'worklogs.phone',
  '/village-plans/evidence': 'yearplans.phone',
  '/login/code': 'second-factor.desk',
  '/login/posting': 'accounts.desk',
  '/login/set-up': 'installation.desk',
}

export async function detailPages(): Promise<string[]> {
  const household = await householdOf('王守田')
  const first = async (table: string) =>
    (await rows<{ id: string }>(`SELECT id FROM ${table} WHERE county_code = '130799' ORDER BY id LIMIT 1`))[0]?.id
  const [member] = await rows<{ id: string }>(
    'SELECT person_id AS id FROM membership WHERE household_id = $1 AND valid_to IS NULL ORDER BY id LIMIT 1',
    [household],
  )
  const [ended] = await rows<{ id: string }>(
    `SELECT id FROM status_procedure WHERE county_code = '130799' AND kind = 'MONITORING' AND status = 'DONE' ORDER BY id LIMIT 1`,
  )
  const [planned] = await rows<{ id: string }>(
    `SELECT id FROM support_measure WHERE status = 'PLANNED' ORDER BY id LIMIT 1`,
  )
  const [closed] = await rows<{ id: string }>(`SELECT id FROM finding WHERE status = 'CLOSED' ORDER BY id LIMIT 1`)
  const [fought] = await rows<{ id: string }>(
    `SELECT id FROM listed_place WHERE status = 'IN_BATTLE' ORDER BY id LIMIT 1`,
  )
  const [served] = await rows<{ id: string }>(
    `SELECT enterprise_id AS id FROM enterprise_difficulty ORDER BY id LIMIT 1`,
  )
  const [secretary] = await rows<{ id: string }>(
    `SELECT user_id AS id FROM posting WHERE role = 'FIRST_SECRETARY' AND region_code LIKE '130799%' ORDER BY id LIMIT 1`,
  )
  return [
    ...OF_A_HOUSEHOLD.map((suffix) => `/households/${household}${suffix}`),
    `/households/${household}/members/${member?.id}`,
    `/households/${household}/members/${member?.id}/edit`,
    `/visits/${await first('visit')}`,
    `/clues/${await first('clue')}`,
    `/monitoring/${await first('monitoring_case')}`,
    `/identification/${ended?.id}`,
    `/identification/${ended?.id}/paper/check`,
    `/identification/${ended?.id}/paper/minutes`,
    `/findings/${closed?.id}`,
    `/findings/${closed?.id}/paper/slip`,
    `/findings/new?household=${household}`,
    `/findings/new?like=${closed?.id}`,
    `/findings/evidence?subject=FINDING.${closed?.id}`,
    `/support/new?household=${household}`,
    `/support/${await first('support_measure')}`,
    `/support/${planned?.id}/edit`,
    `/support/projects/${await first('support_project')}`,
    `/support/projects/${await first('support_project')}/edit`,
    `/partnerships/${await first('medical_pair')}`,
    `/partnerships/${await first('medical_pair')}/output`,
    `/partnerships/units/${await first('medical_unit')}`,
    `/village-plans/${await first('village_plan')}`,
    `/village-plans/${await first('village_plan')}?part=labour`,
    `/loans/new?household=${household}`,
    `/loans/${await first('microcredit_loan')}`,
    `/worklogs/people/${secretary?.id}`,
    `/supervision/${fought?.id}`,
    `/supervision/${fought?.id}/assign`,
    `/supervision/runs/${await first('derivation_run')}`,
    `/supervision/sessions/${await first('supervision_session')}`,
    `/inspections/${await first('inspection_campaign')}`,
    `/inspections/${await first('inspection_campaign')}/edit`,
    `/inspections/${await first('inspection_campaign')}/households`,
    `/inspections/forms/${await first('inspection_form')}`,
    `/enterprises/${served?.id}`,
    `/enterprises/${served?.id}/edit`,
    `/enterprises/${served?.id}/figures`,
    `/relief/${await first('relief_application')}`,
    `/relief/${await first('relief_application')}/print`,
    `/relief/events/${await first('relief_event')}`,
  ]
}

/** A list handed over to the county office, one pairing long; taken away again by what it answers. */
export async function aHandover(household: string): Promise<{ id: string; remove: () => Promise<void> }> {
  const [made] = await rows<{ id: string }>(
    `WITH h AS (SELECT county_code, id, region_code FROM household WHERE id = $1), made AS (
       INSERT INTO handover (county_code, id, region_code, from_user, from_name, to_user, to_name, made_by, made_at)
       SELECT h.county_code, gen_random_uuid(), h.region_code, a.id, a.name, b.id, b.name, a.id, now()
       FROM h, app_user a, app_user b WHERE a.username = 'township' AND b.username = 'county-office' RETURNING county_code, id, region_code)
     INSERT INTO handover_item (county_code, handover_id, item_no, region_code, kind, item_id, household_id)
     SELECT made.county_code, made.id, 1, made.region_code, 'PAIRING', gen_random_uuid(), $1 FROM made RETURNING handover_id AS id`,
    [household],
  )
  const id = made?.id ?? ''
  const remove = async () => {
    await rows('DELETE FROM handover_item WHERE handover_id = $1', [id])
    await rows('DELETE FROM handover WHERE id = $1', [id])
  }
  return { id, remove }
}
