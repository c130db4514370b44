import { aLoan, anExtension } from '../loans'
import type { Setting, Trial } from './trial'

const lent = (at: Setting) => aLoan(at.household, { id: at.subjectId })
const asked = async (at: Setting) => {
  await lent(at)
  await anExtension(at.subjectId, at.household, { id: at.clueId, asked_by: at.opener.userId })
}
const repaid = (at: Setting) =>
  aLoan(at.household, {
    id: at.subjectId,
    repaid_on: '2020-06-01',
    repaid_fen: 3_100_000,
    repaid_by: at.opener.userId,
  })

export const LOANS: Trial[] = [
  {
    deed: 'loan.record',
    state: 'new',
    expected: 'done',
    input: ({ household, subjectId: id }) => ({
      id,
      householdId: household.id,
      personId: household.headId || id,
      bank: 'A',
      amount: '30,000',
      lentOn: '2018-07-01',
      dueOn: '2020-06-30',
      purpose: 'PLANTING',
    }),
  },
  {
    deed: 'loan.repay',
    state: 'lent',
    expected: 'done',
    prepare: lent,
    input: ({ subjectId: loanId }) => ({ loanId, on: '2020-06-30', amount: '31,000' }),
  },
  {
    deed: 'loan.repay',
    state: 'repaid',
    expected: 'rule',
    prepare: repaid,
    input: ({ subjectId: loanId }) => ({ loanId, on: '2020-06-30', amount: '31,000' }),
  },
  {
    deed: 'loan.withdraw',
    state: 'lent',
    expected: 'done',
    prepare: lent,
    input: ({ subjectId: loanId }) => ({ loanId, reason: 'A' }),
  },
  {
    deed: 'loan.askExtension',
    state: 'lent',
    expected: 'done',
    prepare: lent,
    input: ({ subjectId: loanId, clueId: id }) => ({
      id,
      loanId,
      askedOn: '2020-03-10',
      hardship: 'MARKET',
      newDueOn: '2020-12-30',
    }),
  },
  {
    deed: 'loan.decideExtension',
    state: 'asked',
    expected: 'done',
    prepare: asked,
    input: ({ clueId: extensionId }) => ({ extensionId, decision: 'GRANTED', on: '2020-03-11' }),
  },
]
