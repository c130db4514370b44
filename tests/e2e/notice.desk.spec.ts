import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from '@/tests/e2e/support/sign-in'
import { rows } from '@/tests/e2e/support/story'

const VILLAGE = '130799104201'
const PAST_ALL_RULES = 'SET session_replication_role = replica'

const barriers = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
}

/** An identification because of illness that has hung in the village since 20 March 2026, of a household with a phone. */
async function posted(): Promise<{ id: string; household: string; head: string; members: number }> {
  const [household] = await rows<{ id: string; head: string; members: number }>(
    `SELECT h.id, h.head_name AS head, h.member_count AS members FROM household h
     WHERE h.region_code = $1 AND h.is_active AND h.phone_enc IS NOT NULL
       AND NOT EXISTS (SELECT FROM status_procedure s WHERE s.household_id = h.id) ORDER BY h.household_no DESC OFFSET 9 LIMIT 1`,
    [VILLAGE],
  )
  if (!household) throw new Error('no household to post')
  const id = randomUUID()
  const place = `'130799', '${VILLAGE}', '${household.id}'`
  const record = JSON.stringify({ place: '村委会门口', phone: '0313-5550100', days: 7, over: '2026-03-28' })
  await rows(`${PAST_ALL_RULES};
    INSERT INTO status_procedure (county_code, region_code, household_id, id, procedure_no, kind, status, was_status, wanted_type, wanted_cause,
        wanted_other_causes, wanted_standard, started_on, started_by, last_step_on, may_go_on_from)
      SELECT ${place}, '${id}', 'GS-1', 'IDENTIFICATION', 'PUBLISHED_1', 'NEVER_POOR', 'POOR_SUBSISTENCE', 'ILLNESS', '{}', 'NATIONAL', '2026-03-10', id,
        '2026-03-20', '2026-03-28' FROM app_user WHERE username = 'village-cadre';
    INSERT INTO status_procedure_step (county_code, region_code, household_id, procedure_id, step_no, step, to_status, step_on, recorded_at, actor_id, actor_name, record)
      SELECT ${place}, '${id}', 1, 'publish', 'PUBLISHED_1', '2026-03-20', now(), id, name, '${record}' FROM app_user WHERE username = 'village-cadre'`)
  return { id, household: household.id, head: household.head, members: household.members }
}

test('a public notice prints on one A4 sheet: who, how many, why by class, how long, and where to object', async ({
  page,
  context,
  baseURL,
}) => {
  const { id, household, head, members } = await posted()
  try {
    await context.addCookies([{ name: 'locale', value: 'en', url: baseURL ?? '' }])
    await signIn(page, 'village-cadre', `/identification/${id}`)
    await page.goto(`/identification/${id}`)
    await page.getByRole('link', { name: 'Print the public notice' }).click()
    const paper = page.locator('.paper')
    await expect(paper.getByRole('heading', { level: 1 })).toHaveText('拟建档立卡户名单公示')
    await expect(paper.getByRole('row', { name: head })).toContainText(new RegExp(`${members}.*低保户.*家庭收支方面`))
    await expect(paper).toContainText('2026年3月21日')
    await expect(paper).toContainText('2026年3月27日（满 7 天）')
    await expect(paper).toContainText('0313-5550100')
    await expect(paper).toContainText('村民委员会（签字）')
    const text = await paper.innerText()
    expect(text).not.toMatch(/\d{15}|1\d{10}|\*{4}|病|残/)
    const serial = /流水号 ([0-9A-F]{8})/.exec(text)?.[1] ?? 'none'
    const [logged] = await rows<{ field: string }>(
      `SELECT field FROM access_log WHERE kind = 'PRINT' AND household_id = $1 AND id::text LIKE lower($2) || '%'`,
      [household, serial],
    )
    expect(logged?.field).toBe('identification.notice')
    expect(await barriers(page)).toEqual([])
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('navigation').first()).toBeHidden()
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  } finally {
    await rows(`${PAST_ALL_RULES}; DELETE FROM status_procedure_step WHERE procedure_id = '${id}';
      DELETE FROM status_procedure WHERE id = '${id}'`)
  }
})
