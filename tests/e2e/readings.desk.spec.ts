import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { anOfficer } from '@/tests/e2e/support/officer'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'
import { aPhoto } from '@/tests/support/photos'

const [HERE, NEXT_COUNTY] = ['130799', '130730']

type Line = { kind: string; household_id: string; person_id: string | null; field: string | null; day: string }
type Opened = { path: string; kind?: string; personal?: boolean; field: string | null; again: number }

/** Every page that shows a household or a member, and what the access log must then say; paper is counted each time it is made. */
const PAGES: readonly Opened[] = [
  { path: '', field: null, again: 0 },
  { path: '?asOf=2026-03-25', field: null, again: 0 },
  { path: '/edit', field: null, again: 0 },
  { path: '/living', field: null, again: 0 },
  { path: '/income', field: null, again: 0 },
  { path: '/members/PERSON', personal: true, field: null, again: 0 },
  { path: '/members/PERSON/edit', personal: true, field: null, again: 0 },
  { path: '/file', field: 'dossier', again: 0 },
  { path: '/changes', field: 'dossier.changes', again: 0 },
  { path: '/evidence', field: 'evidence', again: 0 },
  { path: '/history', field: 'history', again: 0 },
  { path: '/print/household', kind: 'PRINT', field: 'dossier.household', again: 1 },
  { path: '/print/handbook', kind: 'PRINT', field: 'dossier.handbook', again: 1 },
]

const linesOf = (username: string) =>
  rows<Line>(
    `SELECT a.kind, a.household_id, a.person_id, a.field, to_char(a.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day
     FROM access_log a JOIN app_user u ON u.id = a.actor_id WHERE u.username = $1 ORDER BY a.at, a.id`,
    [username],
  )

/** As many households as there are pages, so that no page finds the line of another already written. */
const households = () =>
  rows<{ id: string; person: string }>(
    `SELECT h.id, (SELECT m.person_id FROM membership m WHERE m.county_code = h.county_code AND m.household_id = h.id AND m.valid_to IS NULL
       ORDER BY m.id LIMIT 1) AS person
     FROM household h WHERE h.county_code = $1 AND h.is_active AND h.member_count > 0 ORDER BY h.household_no DESC LIMIT $2`,
    [HERE, PAGES.length],
  )

const addressOf = ({ path }: Opened, { id, person }: { id: string; person: string }) =>
  `/households/${id}${path.replace('PERSON', person)}`
const statusOf = async (page: Page, address: string) => (await page.request.get(address)).status()

test('whoever opens a household, a member or a paper leaves one line that says who, what and when', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const username = await anOfficer(HERE)
  await signIn(page, username)
  const targets = await households()
  expect(await linesOf(username)).toEqual([])
  for (const [index, opened] of PAGES.entries()) {
    const home = targets[index] as (typeof targets)[number]
    const line = {
      kind: opened.kind ?? 'READ',
      household_id: home.id,
      person_id: opened.personal ? home.person : null,
      field: opened.field,
      day: '2026-03-26',
    }
    const before = (await linesOf(username)).length
    expect(await statusOf(page, addressOf(opened, home)), opened.path).toBe(200)
    expect((await linesOf(username)).slice(before), opened.path).toEqual([line])
    expect(await statusOf(page, addressOf(opened, home))).toBe(200)
    expect((await linesOf(username)).slice(before + 1), `${opened.path}, again`).toHaveLength(opened.again)
  }
})

/** An event that was withdrawn: it is shown and changes nothing for anybody else. */
async function anEvent(): Promise<string> {
  const [home] = await households()
  const id = randomUUID()
  const details = { kind: 'GONE', effectiveOn: '2026-03-20', goneReason: 'MOVED_AWAY', newId: id, membershipId: id }
  await rows(
    `INSERT INTO household_event (county_code, id, region_code, household_id, kind, status, effective_on, details, proposed_by, proposed_by_name, proposed_at)
     SELECT county_code, $2, region_code, id, 'GONE', 'WITHDRAWN', '2026-03-20', $3, $2, '村里人', '2026-03-20T08:00:00Z' FROM household WHERE id = $1`,
    [home?.id, id, details],
  )
  return id
}

/** What a household is concerned with, each shown on a page of its own: the address, the table, and what the line says. */
const MATTERS = [
  { path: '/clues', table: 'clue', field: 'clue' },
  { path: '/visits', table: 'visit', field: 'visit' },
  { path: '/monitoring', table: 'monitoring_case', field: 'case' },
  { path: '/identification', table: 'status_procedure', field: 'procedure' },
  { path: '/events', table: 'household_event', field: 'event' },
] as const

test('a clue, a visit, a case, a procedure and an event are readings of their household, once a day', async ({
  page,
}) => {
  const [reader, neighbour] = [await anOfficer(HERE), await anOfficer(NEXT_COUNTY)]
  const event = await anEvent()
  const found = await Promise.all(
    MATTERS.map(async ({ path, table, field }) => {
      const [one] = await rows<{ id: string; household_id: string }>(
        `SELECT id, household_id FROM ${table} WHERE county_code = $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY id LIMIT 1`,
        [HERE, field === 'event' ? event : null],
      )
      const line = { kind: 'READ', household_id: one?.household_id, person_id: null, field, day: '2026-03-26' }
      return { address: `${path}/${one?.id}`, line }
    }),
  )
  await signIn(page, neighbour)
  for (const { address } of found) expect(await statusOf(page, address), address).toBe(404)
  expect(await linesOf(neighbour)).toEqual([])
  await page.context().clearCookies()
  await signIn(page, reader)
  for (const [index, { address, line }] of found.entries()) {
    for (let time = 0; time < 2; time++) expect(await statusOf(page, address), address).toBe(200)
    expect((await linesOf(reader)).slice(index), address).toEqual([line])
  }
})

test('a piece of evidence is a reading on its page and as a file, once a day', async ({ page, context }) => {
  const uploader = await anOfficer(HERE)
  const [home] = await households()
  await signIn(page, uploader, `/households/${home?.id}/evidence?add=1`)
  const buffer = await aPhoto({ seed: 97 })
  await page.getByLabel('照片或 PDF').setInputFiles({ name: 'IMG.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已存好')).toBeVisible()
  const [piece] = await rows<{ id: string }>(
    'SELECT id FROM evidence WHERE household_id = $1 ORDER BY received_at DESC LIMIT 1',
    [home?.id],
  )
  const line = { kind: 'READ', household_id: home?.id, person_id: null, field: 'evidence', day: '2026-03-26' }
  for (const address of [`/evidence/${piece?.id}`, `/api/evidence/${piece?.id}`]) {
    await context.clearCookies()
    const reader = await anOfficer(HERE)
    await signIn(page, reader)
    expect(await statusOf(page, `/api/evidence/${piece?.id}?size=thumb`)).toBe(200)
    expect(await linesOf(reader)).toEqual([])
    for (let time = 0; time < 2; time++) expect(await statusOf(page, address)).toBe(200)
    expect(await linesOf(reader), address).toEqual([line])
  }
})

test('what somebody may not see leaves no line: the next county, and a household that is none', async ({ page }) => {
  test.setTimeout(120_000)
  const [foreign] = await households()
  const none = { id: randomUUID(), person: randomUUID() }
  const neighbour = await anOfficer(NEXT_COUNTY)
  await signIn(page, neighbour)
  for (const home of [foreign as typeof none, none]) {
    for (const opened of PAGES) expect(await statusOf(page, addressOf(opened, home)), opened.path).toBe(404)
  }
  expect(await linesOf(neighbour)).toEqual([])
})
