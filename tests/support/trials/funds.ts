import { randomUUID } from 'node:crypto'
import { insert, owner } from '../builders'
import { anApplication, anEvent } from '../relief'
import type { Setting, Trial } from './trial'

const ON = '2026-03-20'

/** Days that no other trial has. */
const someDay = (id: string) =>
  new Date(Date.UTC(1900, 0, 1 + (Number.parseInt(id.slice(0, 4), 16) % 40_000))).toISOString().slice(0, 10)

/** A contribution of four fen, whose bonus is nothing, with its deposit, on a list that stands in a status. */
const list = (status: string) => async (at: Setting) => {
  const { household, subjectId: id, batchId, clueId, evidenceId } = at
  const { countyCode, regionCode } = household
  const [deposit, outside] = [randomUUID(), randomUUID()]
  const checked = status === 'CHECKED' ? `gen_random_uuid(), 'A', '2026-03-01'` : 'NULL, NULL, NULL'
  await owner().query(`BEGIN;
    INSERT INTO filial_list (county_code, id, region_code, list_no, year, half, status, contributions, total_fen, bonus_fen, county_fen, township_fen, village_fen,
      donation_fen, prepared_by, prepared_by_name, prepared_on, checked_by, checked_by_name, checked_on)
    VALUES ('${countyCode}', '${id}', '${regionCode}', '${id.slice(0, 18)}', 2026, 1, '${status}', 1, 4, 0, 0, 0, 0, 0, gen_random_uuid(), 'A', '2026-03-01', ${checked});
    INSERT INTO filial_contribution (county_code, id, region_code, household_id, parent_id, child_name, year, half, paid_on, amount_fen, bonus_fen, list_id, collected_by,
      collected_by_name, collected_at)
    VALUES ('${countyCode}', '${batchId}', '${regionCode}', '${household.id}', '${household.headId}', 'A', 2026, 1, '2026-02-01', 4, 0, '${id}', gen_random_uuid(), 'A',
      '2026-02-02T02:00:00Z');
    INSERT INTO fund_account (county_code, id, region_code, line, source, year) VALUES ('${countyCode}', '${deposit}', '${regionCode}', 5, 'DEPOSIT', 2026),
      ('${countyCode}', '${outside}', '${regionCode}', 5, 'OUTSIDE', 2026) ON CONFLICT DO NOTHING;
    INSERT INTO fund_entry (county_code, id, region_code, entry_no, kind, entry_on, contribution_id, recorded_by, recorded_by_name, recorded_at)
    VALUES ('${countyCode}', '${clueId}', '${regionCode}', '${evidenceId.slice(0, 18)}', 'DEPOSIT', '2026-02-01', '${batchId}', gen_random_uuid(), 'A', now());
    INSERT INTO fund_line (county_code, entry_id, line_no, region_code, account_id, debit_fen, credit_fen)
    SELECT county_code, '${clueId}', CASE source WHEN 'DEPOSIT' THEN 1 ELSE 2 END, region_code, id, CASE source WHEN 'DEPOSIT' THEN 4 ELSE 0 END,
      CASE source WHEN 'DEPOSIT' THEN 0 ELSE 4 END
    FROM fund_account WHERE county_code = '${countyCode}' AND region_code = '${regionCode}' AND line = 5 AND year = 2026 AND source IN ('DEPOSIT', 'OUTSIDE');
    COMMIT;`)
}

/** Four fen that came into the village's fund; the entry is the setting's subject. */
const paidIn = async ({ household: { countyCode, regionCode }, subjectId }: Setting) => {
  const [fund, outside] = [randomUUID(), randomUUID()]
  await owner().query(`BEGIN;
    INSERT INTO fund_account (county_code, id, region_code, line, source, year) VALUES ('${countyCode}', '${fund}', '${regionCode}', 5, 'BUDGET', 2026),
      ('${countyCode}', '${outside}', '${regionCode}', 5, 'OUTSIDE', 2026) ON CONFLICT DO NOTHING;
    INSERT INTO fund_entry (county_code, id, region_code, entry_no, kind, entry_on, recorded_by, recorded_by_name, recorded_at)
    VALUES ('${countyCode}', '${subjectId}', '${regionCode}', '${subjectId.slice(0, 18)}', 'PAY_IN', '2026-02-01', gen_random_uuid(), 'A', now());
    INSERT INTO fund_line (county_code, entry_id, line_no, region_code, account_id, debit_fen, credit_fen)
    SELECT county_code, '${subjectId}', CASE source WHEN 'BUDGET' THEN 1 ELSE 2 END, region_code, id, CASE source WHEN 'BUDGET' THEN 4 ELSE 0 END,
      CASE source WHEN 'BUDGET' THEN 0 ELSE 4 END
    FROM fund_account WHERE county_code = '${countyCode}' AND region_code = '${regionCode}' AND line = 5 AND year = 2026 AND source IN ('BUDGET', 'OUTSIDE');
    COMMIT;`)
}

const figure = ({ household: { countyCode, regionCode }, subjectId }: Setting) =>
  insert('relief_figure', {
    county_code: countyCode,
    id: subjectId,
    region_code: regionCode,
    line: 6,
    measure: 'TIMES',
    from_on: someDay(subjectId),
    to_on: '2026-01-01',
    value: 1,
    source: 'A',
    recorded_by: randomUUID(),
    recorded_by_name: 'A',
    recorded_at: '2026-03-01T02:00:00Z',
  })
/** A cycle with one payout that stands in a status; the cycle is the setting's subject. */
const cycle = (status: 'WAITING' | 'PAID' | 'SAMPLED') => async (at: Setting) => {
  const { household, opener, subjectId, batchId, clueId } = at
  const { countyCode, regionCode, id } = household
  await anEvent(household, opener, { id: clueId })
  await anApplication(household, clueId, opener, {
    id: batchId,
    line: 2,
    status: 'APPROVED',
    granted_fen: 100_000,
    level: 'COUNTY',
    applied_by: opener.userId,
    applied_on: '2026-03-01',
    approved_by: randomUUID(),
    approved_on: '2026-03-01',
  })
  await owner().query(`BEGIN;
    INSERT INTO payout_cycle (county_code, id, region_code, cycle_no, status, payouts, total_fen, collected_on, collected_by, collected_by_name)
    VALUES ('${countyCode}', '${subjectId}', '${regionCode}', '${subjectId.slice(0, 18)}', 'AT_BANK', 1, 100000, '2026-03-02', gen_random_uuid(), 'A');
    INSERT INTO payout_item (county_code, cycle_id, item_no, region_code, household_id, application_id, amount_fen, status)
    VALUES ('${countyCode}', '${subjectId}', 1, '${regionCode}', '${id}', '${batchId}', 100000, 'WAITING'); COMMIT`)
  if (status === 'WAITING') return
  await owner().query(
    `UPDATE payout_item SET status = 'PAID', answered_on = '2026-03-03', answered_by = gen_random_uuid(), answered_by_name = 'A', sampled_on = $2 WHERE cycle_id = $1`,
    [subjectId, status === 'SAMPLED' ? '2026-03-04' : null],
  )
}
const region = ({ household: { regionCode } }: Setting) => regionCode

export const FUNDS: Trial[] = [
  {
    deed: 'payout.collect',
    state: 'in a village',
    expected: 'rule',
    input: (at) => ({ id: at.subjectId, regionCode: region(at), on: ON }),
  },
  {
    deed: 'payout.answer',
    state: 'with the bank',
    expected: 'done',
    prepare: cycle('WAITING'),
    input: ({ subjectId: cycleId, batchId }) => ({
      cycleId,
      version: 1,
      on: ON,
      rows: [{ no: `T-${batchId.slice(0, 12)}`, amountYuan: '1000', result: 'FAILED', reason: 'A' }],
    }),
  },
  {
    deed: 'payout.close',
    state: 'not answered',
    expected: 'done',
    prepare: cycle('WAITING'),
    input: ({ subjectId: cycleId }) => ({ cycleId, version: 1, on: ON, reason: 'A' }),
  },
  {
    deed: 'payout.sample',
    state: 'paid',
    expected: 'done',
    prepare: cycle('PAID'),
    input: ({ subjectId: cycleId }) => ({ cycleId, version: 1, on: ON, count: 1 }),
  },
  {
    deed: 'payout.call',
    state: 'drawn',
    expected: 'done',
    prepare: cycle('SAMPLED'),
    input: ({ subjectId: cycleId }) => ({ cycleId, itemNo: 1, on: ON, result: 'RECEIVED' }),
  },
  {
    deed: 'filial.contribute',
    state: 'a parent of 72',
    expected: 'done',
    input: ({ household, subjectId: id }) => ({
      id,
      householdId: household.id,
      parentId: household.headId || id,
      childName: 'A',
      amountYuan: '100',
      paidOn: ON,
    }),
  },
  {
    deed: 'filial.prepare',
    state: 'nothing waits',
    expected: 'rule',
    input: (at) => ({ id: at.subjectId, regionCode: region(at), year: 2020, half: '1', on: ON }),
  },
  {
    deed: 'filial.cancel',
    state: 'on a list that is not paid',
    expected: 'done',
    prepare: list('PREPARED'),
    input: ({ batchId: contributionId, evidenceId: id }) => ({ id, contributionId, on: ON, reason: 'A' }),
  },
  {
    deed: 'filial.check',
    state: 'PREPARED',
    expected: 'done',
    prepare: list('PREPARED'),
    input: ({ subjectId: listId }) => ({ listId, version: 1, on: ON }),
  },
  {
    deed: 'filial.pay',
    state: 'CHECKED',
    expected: 'done',
    prepare: list('CHECKED'),
    input: ({ subjectId: listId }) => ({ listId, version: 1, on: ON, document: 'A' }),
  },
  {
    deed: 'fund.payIn',
    state: 'any',
    expected: 'done',
    input: (at) => ({
      id: at.subjectId,
      regionCode: region(at),
      line: '5',
      source: 'BUDGET',
      year: 2026,
      on: ON,
      amountYuan: '1',
      document: 'A',
    }),
  },
  {
    deed: 'fund.reverse',
    state: 'an entry',
    expected: 'done',
    prepare: paidIn,
    input: ({ subjectId: entryId, batchId: id }) => ({ id, entryId, on: ON, reason: 'A' }),
  },
  {
    deed: 'fund.rollOver',
    state: 'nothing left',
    expected: 'rule',
    input: (at) => ({ id: at.subjectId, regionCode: region(at), year: 2020, on: ON, document: 'A' }),
  },
  {
    deed: 'relief.report',
    state: 'not told',
    expected: 'done',
    input: (at) => ({
      id: at.subjectId,
      regionCode: region(at),
      line: '6',
      fromOn: someDay(at.subjectId),
      toOn: '2026-01-01',
      TIMES: '1',
      source: 'A',
    }),
  },
  {
    deed: 'relief.withdrawFigure',
    state: 'told',
    expected: 'done',
    prepare: figure,
    input: ({ subjectId: figureId }) => ({ figureId, reason: 'A' }),
  },
  {
    deed: 'relief.insure',
    state: 'any',
    expected: 'done',
    input: (at) => ({
      id: at.subjectId,
      regionCode: region(at),
      line: '2',
      insurer: 'A',
      fromOn: '2026-01-01',
      toOn: '2026-12-31',
      premiumYuan: '100',
      source: 'A',
    }),
  },
]
