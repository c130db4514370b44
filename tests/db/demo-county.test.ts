import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readKept } from '@/lib/evidence/files/keep'
import { readIdNumber } from '@/lib/households/rules/id-number'
import { Figures } from '@/lib/monitoring/schema'
import { open } from '@/lib/platform/fields'
import { readRegions } from '@/prisma/catalogue/read'
import { loadDemo } from '@/prisma/seed/demo'
import { demoAccounts } from '@/prisma/seed/demo-accounts'
import { loadRegions } from '@/prisma/seed/load-rows'
import { closeOwner, owner } from '@/tests/support/builders'

const TODAY = '2020-03-26'
const opened = (id: string, sealed: Buffer) => open('monitoring_contact', 'phone_enc', id, sealed)

async function rows<R>(sql: string): Promise<R[]> {
  return (await owner().query(sql)).rows as R[]
}

beforeAll(async () => {
  const client = await owner().connect()
  await loadRegions(
    client,
    readRegions('regions-1307.csv').filter((region) => region.level !== 'VILLAGE'),
  )
  await loadDemo(client, TODAY, 'small')
  client.release()
})
afterAll(closeOwner)

describe('the demo county', () => {
  it('holds fictitious people only, sealed, each number once', async () => {
    const people = await rows<{ id: string; id_number_enc: Buffer }>('SELECT id, id_number_enc FROM person')
    expect(people.length).toBeGreaterThan(200)
    const numbers = people.map((person) => open('person', 'id_number', person.id, person.id_number_enc))
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const number of numbers) {
      expect(readIdNumber(number, TODAY).kind).toBe('FICTITIOUS')
      expect(number).not.toContain('99999')
    }
  })

  it('has every household with one head, as many members as it says, and its head’s name', async () => {
    const wrong = await rows(
      `SELECT h.household_no FROM household h JOIN membership m ON m.household_id = h.id JOIN person p ON p.id = m.person_id
       GROUP BY h.id, h.household_no, h.member_count, h.head_name
       HAVING count(*) <> h.member_count OR count(*) FILTER (WHERE m.relation = 'HEAD' AND p.name = h.head_name) <> 1`,
    )
    expect(wrong).toEqual([])
  })

  it('gives registered households their measures of two years, and answers the risks of supported cases', async () => {
    const [mean] = await rows<{ n: number }>(
      `SELECT count(*)::float / (SELECT count(*) FROM household WHERE poverty_status <> 'NEVER_POOR') AS n FROM support_measure
       WHERE counts_on < '2020-01-01' AND case_id IS NULL`,
    )
    expect(mean?.n).toBeGreaterThan(4.6)
    expect(mean?.n).toBeLessThan(5.8)
    const bare = await rows(
      `SELECT c.case_no FROM monitoring_case c WHERE c.status <> 'MONITORED' AND NOT EXISTS (SELECT FROM support_measure m WHERE m.case_id = c.id)`,
    )
    expect(bare).toEqual([])
    const kinds = await rows<{ status: string }>('SELECT DISTINCT status FROM support_project')
    expect(kinds.length).toBeGreaterThan(5)
  })

  it('shows a photo for every appraisal, none of which looks used before', async () => {
    const photos = await rows<{ id: string; stored: Buffer; seen: number | null; size: number }>(
      `SELECT e.id, e.stored_sha256 AS stored, e.seen_distance AS seen, e.byte_count AS size FROM status_procedure_step s
       LEFT JOIN evidence e ON e.subject_id = s.procedure_id AND e.id::text = s.record ->> 'photo' WHERE s.step = 'appraise'`,
    )
    expect(photos.length).toBeGreaterThan(10)
    expect(photos.filter(({ seen, size }) => seen !== null || !size)).toEqual([])
    for (const { id, stored, size } of photos) {
      const place = { countyCode: '130799', id, storedSha256: stored }
      expect((await readKept(place, 'full'))?.length).toBe(size)
      expect((await readKept(place, 'thumb'))?.length).toBeGreaterThan(100)
    }
  })

  it('has a look-back under way: drawn, part of it seen, and nobody inspected before it began', async () => {
    const [campaign] = await rows<Record<string, number | string>>(
      `SELECT c.status, d.drawn, (SELECT count(*)::int FROM inspection_drawn x WHERE x.campaign_id = c.id) AS there,
         (SELECT count(*)::int FROM inspection_drawn x WHERE x.campaign_id = c.id AND x.reason = 'MONITORED') AS monitored,
         (SELECT count(*)::int FROM inspection_form f WHERE f.campaign_id = c.id) AS seen,
         (SELECT count(*)::int FROM inspection_form f WHERE f.campaign_id = c.id AND (f.inspected_on < c.begins_on OR f.inspected_on > DATE '2020-03-26')) AS stray
       FROM inspection_campaign c JOIN inspection_draw d ON d.campaign_id = c.id`,
    )
    expect(campaign).toMatchObject({ status: 'INSPECTING', there: campaign?.drawn, stray: 0 })
    expect(Number(campaign?.monitored)).toBeGreaterThan(0)
    expect(Number(campaign?.seen)).toBeGreaterThan(5)
    expect(Number(campaign?.seen)).toBeLessThan(Number(campaign?.there))
  })

  it('tells its story relative to the day it is loaded', async () => {
    const [wang] = await rows<{ region_code: string; due: string; visited: string }>(
      `SELECT h.region_code, min(p.due_on)::text AS due, h.last_visited_on::text AS visited FROM household h
       JOIN visit_promise p ON p.household_id = h.id AND p.status = 'OPEN' WHERE h.head_name = '王守田' GROUP BY h.id, 1, 3`,
    )
    expect(wang).toMatchObject({ region_code: '130799104201', due: TODAY })
    expect((wang as { visited: string }).visited < '2020-01-01').toBe(true)
    const late = await rows(
      "SELECT visited_on FROM visit WHERE visited_on > DATE '2020-03-26' OR visited_on < DATE '2019-01-01'",
    )
    expect(late).toEqual([])
    const [clue] = await rows<{ verify: string }>(
      `SELECT c.verify_by::text AS verify FROM clue c JOIN household h ON h.id = c.household_id WHERE h.head_name = '刘改梅'`,
    )
    expect(clue).toEqual({ verify: '2020-03-25' })
  })

  it('has clues in every state, open ones with the figures that opened them', async () => {
    const states = await rows<{ status: string; n: number }>(
      'SELECT status, count(*)::int AS n FROM clue GROUP BY 1 ORDER BY 1',
    )
    expect(states.map(({ status }) => status).sort()).toEqual(['CONFIRMED', 'DISMISSED', 'OPEN'])
    const overdue = await rows(`SELECT FROM clue WHERE status = 'OPEN' AND verify_by < DATE '2020-03-26'`)
    expect(overdue.length).toBeGreaterThan(0)
    const signals = await rows<{ figures: unknown }>('SELECT figures FROM clue_signal')
    expect(signals.length).toBeGreaterThan(0)
    for (const { figures } of signals) Figures.parse(figures)
  })

  it('has a procedure behind every case and removal, and open ones in every state with days in order', async () => {
    const bare = await rows(
      `SELECT c.case_no FROM monitoring_case c WHERE NOT EXISTS (SELECT FROM status_procedure p WHERE p.case_id = c.id AND p.kind = 'MONITORING')
         OR (c.status = 'RISK_REMOVED' AND NOT EXISTS (SELECT FROM status_procedure p JOIN monitoring_contact m ON m.case_id = c.id
           WHERE p.case_id = c.id AND p.kind = 'RISK_REMOVAL' AND p.status = 'DONE'))`,
    )
    expect(bare).toEqual([])
    const open = await rows<{ status: string }>(
      `SELECT DISTINCT status::text FROM status_procedure WHERE kind = 'MONITORING' AND ended_on IS NULL ORDER BY 1`,
    )
    expect(open.map(({ status }) => status)).toEqual([
      'APPLIED',
      'APPRAISED',
      'COMPARED',
      'PUBLISHED_1',
      'TOWNSHIP_REVIEWED',
      'VERIFIED',
    ])
    const disordered = await rows(
      `SELECT FROM status_procedure_step a JOIN status_procedure_step b ON b.procedure_id = a.procedure_id AND b.step_no = a.step_no + 1
       WHERE b.step_on < a.step_on OR b.step_on > DATE '2020-03-26' OR (a.step = 'publish' AND b.step = 'review' AND b.step_on < a.step_on + 6)`,
    )
    expect(disordered).toEqual([])
    const phones = await rows<{ id: string; phone_enc: Buffer }>('SELECT id, phone_enc FROM monitoring_contact')
    for (const { id, phone_enc } of phones) expect(opened(id, phone_enc)).toMatch(/^199\d{8}$/)
  })

  it('gives every demo account its posting and a password that is not kept', async () => {
    const accounts = await rows<{ username: string; role: string; password_hash: string }>(
      'SELECT u.username, p.role, u.password_hash FROM app_user u JOIN posting p ON p.user_id = u.id',
    )
    expect(accounts.length).toBe(demoAccounts.length)
    for (const { password_hash } of accounts) expect(password_hash).toMatch(/^\$argon2id\$/)
  })

  it('has applications in every state of every line, accounts that hold money, and numbers that go on', async () => {
    const states = await rows<{ line: number; states: string[] }>(
      'SELECT line, array_agg(DISTINCT status ORDER BY status) AS states FROM relief_application GROUP BY line ORDER BY line',
    )
    expect(states.map(({ line }) => line)).toEqual([2, 3, 4, 6])
    expect(new Set(states.flatMap((each) => each.states)).size).toBe(10)
    const funds = await rows<{ source: string; fen: string }>(
      'SELECT source, sum(fund_balance(county_code, id)) AS fen FROM fund_account GROUP BY 1',
    )
    expect(funds.every(({ source, fen }) => (source === 'OUTSIDE' ? Number(fen) < 0 : Number(fen) >= 0))).toBe(true)
    expect(funds.reduce((sum, { fen }) => sum + Number(fen), 0)).toBe(0)
    const lists = await rows<{ status: string }>('SELECT DISTINCT status FROM filial_list ORDER BY 1')
    expect(lists.map(({ status }) => status)).toEqual(['CHECKED', 'PAID', 'PREPARED'])
    const [last] = await rows<{ last: number; held: number }>(
      `SELECT (SELECT last FROM running_number WHERE kind = 'JZ') AS last, (SELECT count(*)::int FROM relief_application) AS held`,
    )
    expect(last?.last).toBe(last?.held)
  })

  it('is late with a few things by days or weeks and with nothing by months', async () => {
    const kinds = ['PLAN', 'MEASURE_FINISH', 'RELIEF_DECISION', 'RELIEF_PAYOUT', 'WELFARE_POST_REVIEW']
    const open = await rows<{ kind: string; n: number; late: number; longest: number }>(
      `SELECT kind, count(*)::int AS n, count(*) FILTER (WHERE due_on < DATE '2020-03-26')::int AS late, max(DATE '2020-03-26' - due_on) AS longest
       FROM deadline WHERE status = 'OPEN' AND kind = ANY('{${kinds.join()}}') GROUP BY 1`,
    )
    expect(open.map(({ kind }) => kind).sort()).toEqual([...kinds].sort())
    for (const { kind, longest } of open) expect([kind, longest <= 21]).toEqual([kind, true])
    const late = open.reduce((sum, each) => sum + each.late, 0)
    expect(late).toBeGreaterThan(0)
    expect(late).toBeLessThan(open.reduce((sum, each) => sum + each.n, 0) / 2)
  })

  it('has for every application the deadlines that its steps would have opened, met and cancelled', async () => {
    const told = await rows<{ status: string; manner: string; found: string }>(
      `SELECT DISTINCT a.status, a.manner, coalesce(string_agg(d.kind || ' ' || d.status, ', ' ORDER BY d.kind), '') AS found
       FROM relief_application a LEFT JOIN deadline d ON d.subject_id = a.id GROUP BY a.county_code, a.id, a.status, a.manner`,
    )
    const waits = 'RELIEF_DECISION OPEN'
    const paid = 'RELIEF_DECISION MET, RELIEF_PAYOUT MET'
    const expected: Record<string, string> = {
      DRAFT: '',
      APPLIED: waits,
      ACCEPTED: waits,
      REVIEWED: waits,
      PUBLISHED: waits,
      APPROVED: 'RELIEF_DECISION MET, RELIEF_PAYOUT OPEN',
      DISBURSED: paid,
      CONFIRMED: paid,
      REJECTED: 'RELIEF_DECISION CANCELLED',
      REVOKED: paid,
    }
    for (const { status, manner, found } of told)
      expect([status, manner, found]).toEqual([
        status,
        manner,
        manner === 'POST' ? `${paid}, WELFARE_POST_REVIEW OPEN` : expected[status],
      ])
    expect(told.length).toBeGreaterThan(9)
  })

  it('has eighteen listed villages with key works and sessions, in every status', async () => {
    const [villages] = await rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM listed_place WHERE target_type = 'VILLAGE_REMAINING'`,
    )
    expect(villages?.n).toBe(18)
    const states = await rows<{ status: string }>('SELECT DISTINCT status FROM listed_place ORDER BY 1')
    expect(states.map(({ status }) => status)).toEqual(['LISTED', 'IN_BATTLE', 'DELIST_PROPOSED', 'DELISTED'])
    const bare = await rows(
      `SELECT FROM listed_place p WHERE p.status <> 'LISTED' AND NOT (EXISTS (SELECT FROM listed_work w WHERE w.place_id = p.id)
         AND EXISTS (SELECT FROM supervision_session s WHERE s.place_id = p.id))`,
    )
    expect(bare).toEqual([])
  })

  it('has an area that is no division with its township, and visits only there', async () => {
    const [area] = await rows<{ members: number; visited: number; outside: number }>(
      `SELECT (SELECT count(*)::int FROM listed_member m WHERE m.place_id = p.id AND m.valid_to IS NULL) AS members, count(*)::int AS visited,
         count(*) FILTER (WHERE h.region_code NOT IN (SELECT area_regions(p.county_code, p.id)))::int AS outside
       FROM listed_place p JOIN supervision_session s ON s.place_id = p.id JOIN session_household v ON v.session_id = s.id
       JOIN household h ON h.id = v.household_id WHERE is_area(p.area_name, p.region_code) GROUP BY p.county_code, p.id`,
    )
    expect(area).toMatchObject({ members: 1, outside: 0 })
    expect(area?.visited).toBeGreaterThan(0)
  })

  it('ties what supervisors found lately to a session held that day where it was found', async () => {
    const found = await rows<{ there: boolean }>(
      `SELECT EXISTS (SELECT FROM supervision_session s JOIN listed_place p ON p.county_code = s.county_code AND p.id = s.place_id
           WHERE s.county_code = f.county_code AND s.id = f.origin_id AND s.held_on = f.found_on AND s.held_by = f.found_by AND s.hidden_digits IS NULL
             AND p.status = 'IN_BATTLE' AND p.area_name = '' AND (p.region_code = f.region_code OR right(p.region_code, 6) = '000000')
             AND (f.household_id IS NULL OR EXISTS (SELECT FROM session_household v WHERE v.session_id = s.id AND v.household_id = f.household_id))) AS there
       FROM finding f WHERE f.source = 'BATTLE_SUPERVISION' AND f.found_on >= DATE '2020-03-26' - 60`,
    )
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter(({ there }) => !there)).toEqual([])
  })

  it('goes into a new database only', async () => {
    const client = await owner().connect()
    await expect(loadDemo(client, TODAY, 'small')).rejects.toThrow()
    await client.query('ROLLBACK')
    client.release()
  })
})
