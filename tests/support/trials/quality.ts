import { randomUUID } from 'node:crypto'
import { owner } from '../builders'
import { anExplanation, anIssue } from '../quality'
import type { Setting, Trial } from './trial'

type Ids = { issueId: string; explanationId: string }

const made = new WeakMap<Setting, Ids>()
const idsOf = (at: Setting): Ids => made.get(at) ?? { issueId: randomUUID(), explanationId: randomUUID() }

const found = (severity: 'W' | 'E', rule_id: string) => async (at: Setting) => {
  made.set(at, { issueId: await anIssue(at.household, { severity, rule_id }), explanationId: randomUUID() })
}
const explained = async (at: Setting) => {
  const issueId = await anIssue(at.household)
  made.set(at, { issueId, explanationId: await anExplanation(at.household, issueId, at.opener) })
}
const withdrawn = async (at: Setting) => {
  await explained(at)
  await owner().query(`UPDATE quality_explanation SET withdrawn_on = '2026-03-22', withdrawn_by = $2 WHERE id = $1`, [
    idsOf(at).explanationId,
    at.opener.userId,
  ])
}
const explanation = (at: Setting) => ({
  id: randomUUID(),
  issueId: idsOf(at).issueId,
  reason: '入户核实过',
  until: '2026-05-01',
})
const takingBack = (at: Setting) => ({ explanationId: idsOf(at).explanationId })

/** What everybody may do about what does not fit, by its state. */
export const QUALITY: readonly Trial[] = [
  { deed: 'quality.explain', state: 'doubt', expected: 'done', prepare: found('W', 'R21'), input: explanation },
  { deed: 'quality.explain', state: 'error', expected: 'rule', prepare: found('E', 'R17'), input: explanation },
  { deed: 'quality.explain', state: 'explained', expected: 'rule', prepare: explained, input: explanation },
  { deed: 'quality.withdraw', state: 'in force', expected: 'done', prepare: explained, input: takingBack },
  { deed: 'quality.withdraw', state: 'withdrawn', expected: 'rule', prepare: withdrawn, input: takingBack },
]
