import { indicatorCommands } from '@/app/api/outbox/indicator-commands'
import { inspectionCommands } from '@/app/api/outbox/inspection-commands'
import { resumptionCommands } from '@/app/api/outbox/resumption-commands'
import { tableCommands } from '@/app/api/outbox/table-commands'
import { yearlyCommands } from '@/app/api/outbox/yearly-commands'
import { setDay } from '@/lib/deadlines/commands/calendar'
import { explainLate } from '@/lib/deadlines/commands/explain'
import { carryOutEnding, decideAcross } from '@/lib/duplicates/commands/across'
import { decideDuplicate } from '@/lib/duplicates/commands/decide'
import { findDuplicates } from '@/lib/duplicates/commands/find'
import { mergeHousehold } from '@/lib/duplicates/commands/merge-household'
import { mergePerson } from '@/lib/duplicates/commands/merge-person'
import { raiseDuplicate } from '@/lib/duplicates/commands/raise'
import { undoMerge } from '@/lib/duplicates/commands/undo-merge'
import { acceptEvent, refuseEvent } from '@/lib/events/commands/answer'
import { checkEvent } from '@/lib/events/commands/check'
import { returnEvent, undoEvent, withdrawEvent } from '@/lib/events/commands/decide'
import { proposeEvent } from '@/lib/events/commands/propose'
import { withdrawEvidence } from '@/lib/evidence/commands/withdraw'
import { decideExport } from '@/lib/exports/commands/decide'
import { linkExport } from '@/lib/exports/commands/link'
import { makeExport } from '@/lib/exports/commands/make'
import { requestExport, requestSummary } from '@/lib/exports/commands/request'
import { runAfter as makeAfter } from '@/lib/exports/run-after'
import { acceptHandover, makeHandover } from '@/lib/handover/commands'
import { editHousehold } from '@/lib/households/commands/edit'
import { editPerson } from '@/lib/households/commands/edit-person'
import { assignHelper, endHelper } from '@/lib/households/commands/helpers'
import { recordIncome } from '@/lib/households/commands/record-income'
import { recordLiving } from '@/lib/households/commands/record-living'
import { registerHousehold } from '@/lib/households/commands/register'
import { unmaskValue } from '@/lib/households/commands/unmask'
import {
  announceProcedure,
  approveProcedure,
  registerProcedure,
  rejectProcedure,
  returnProcedure,
  reviewProcedure,
} from '@/lib/identification/commands/above'
import {
  compareMonitoring,
  dismissMonitoring,
  startMonitoring,
  verifyMonitoring,
} from '@/lib/identification/commands/monitoring'
import { startRemoval, verifyRemoval } from '@/lib/identification/commands/removal'
import { planExits, startProcedure } from '@/lib/identification/commands/start'
import {
  agreeProcedure,
  appraiseProcedure,
  objectToProcedure,
  publishProcedure,
  publishProcedureAgain,
  verifyProcedure,
} from '@/lib/identification/commands/village'
import { assessCase } from '@/lib/monitoring/commands/assess-case'
import { dismissClue } from '@/lib/monitoring/commands/dismiss-clue'
import { openClue } from '@/lib/monitoring/commands/open-clue'
import type { Command } from '@/lib/platform/command'
import { explainIssue } from '@/lib/quality/commands/explain'
import { withdrawExplanation } from '@/lib/quality/commands/withdraw'
import { applyRelief, draftRelief, withdrawRelief } from '@/lib/relief/commands/apply'
import { answerPayouts, closePayouts, collectPayouts, recordCall, samplePayouts } from '@/lib/relief/commands/cycle'
import { approveRelief, rejectRelief, returnRelief, revokeRelief } from '@/lib/relief/commands/decide'
import { correctReliefEvent, markLine, recordReliefEvent, settle, unsettle } from '@/lib/relief/commands/event'
import { insure, reportFigures, withdrawFigure } from '@/lib/relief/commands/figures'
import { checkFilialList, contributeFilial, payFilialList, prepareFilialList } from '@/lib/relief/commands/filial'
import { cancelContribution } from '@/lib/relief/commands/filial-cancel'
import { payIn, reverseEntry, rollOver } from '@/lib/relief/commands/funds'
import { confirmRelief, disburseRelief, reviewPost } from '@/lib/relief/commands/pay'
import { acceptRelief, objectToRelief, publishRelief, reviewRelief } from '@/lib/relief/commands/review'
import { recordBatch, undoBatch } from '@/lib/support/commands/batch'
import { editMeasure } from '@/lib/support/commands/edit'
import { assignField } from '@/lib/support/commands/field'
import { confirmList, reportMatches, withdrawList } from '@/lib/support/commands/match'
import { savePlan } from '@/lib/support/commands/plan'
import { addProject, editProject, stepProject } from '@/lib/support/commands/project'
import { recordMeasure } from '@/lib/support/commands/record'
import { cancelMeasure, confirmMeasure, deliverMeasure, startMeasure } from '@/lib/support/commands/step'
import { addType, endType } from '@/lib/support/commands/type'
import { importLedger } from '@/lib/transfer/commands/import-ledger'
import { mapColumns } from '@/lib/transfer/commands/map-columns'
import { undoLedger } from '@/lib/transfer/commands/undo-ledger'
import { runAfter } from '@/lib/transfer/run-after'
import { createAccount, decideProposal, proposeAccount } from '@/lib/users/commands/accounts'
import { endSession } from '@/lib/users/commands/door'
import { beginFactor } from '@/lib/users/commands/factor'
import { confirmReset, endSessionsOf, inviteAgain, requestReset, setActive } from '@/lib/users/commands/keep'
import { loadAccounts } from '@/lib/users/commands/load'
import { appointDeputy, endDeputy, grantPosting, setPostingEnd } from '@/lib/users/commands/postings'
import { logVisit } from '@/lib/visits/commands/log-visit'

const commands = [
  editHousehold,
  unmaskValue,
  editPerson,
  recordLiving,
  recordIncome,
  assignHelper,
  endHelper,
  registerHousehold,
  logVisit,
  openClue,
  assessCase,
  startMonitoring,
  verifyMonitoring,
  dismissMonitoring,
  compareMonitoring,
  startRemoval,
  verifyRemoval,
  dismissClue,
  proposeEvent,
  checkEvent,
  returnEvent,
  withdrawEvent,
  acceptEvent,
  refuseEvent,
  undoEvent,
  importLedger,
  undoLedger,
  requestExport,
  requestSummary,
  decideExport,
  makeExport,
  linkExport,
  mapColumns,
  endSession,
  withdrawEvidence,
  decideDuplicate,
  raiseDuplicate,
  findDuplicates,
  mergePerson,
  mergeHousehold,
  undoMerge,
  decideAcross,
  carryOutEnding,
  beginFactor,
  createAccount,
  proposeAccount,
  decideProposal,
  grantPosting,
  setPostingEnd,
  inviteAgain,
  setActive,
  endSessionsOf,
  requestReset,
  confirmReset,
  loadAccounts,
  appointDeputy,
  endDeputy,
  startProcedure,
  planExits,
  verifyProcedure,
  agreeProcedure,
  appraiseProcedure,
  publishProcedure,
  publishProcedureAgain,
  objectToProcedure,
  reviewProcedure,
  approveProcedure,
  announceProcedure,
  registerProcedure,
  returnProcedure,
  rejectProcedure,
  makeHandover,
  acceptHandover,
  explainIssue,
  withdrawExplanation,
  explainLate,
  setDay,
  recordMeasure,
  editMeasure,
  startMeasure,
  deliverMeasure,
  confirmMeasure,
  cancelMeasure,
  savePlan,
  recordBatch,
  confirmList,
  reportMatches,
  withdrawList,
  undoBatch,
  addType,
  endType,
  assignField,
  addProject,
  editProject,
  stepProject,
  recordReliefEvent,
  correctReliefEvent,
  settle,
  unsettle,
  markLine,
  draftRelief,
  applyRelief,
  withdrawRelief,
  acceptRelief,
  reviewRelief,
  publishRelief,
  objectToRelief,
  approveRelief,
  rejectRelief,
  returnRelief,
  revokeRelief,
  disburseRelief,
  confirmRelief,
  reviewPost,
  collectPayouts,
  answerPayouts,
  closePayouts,
  samplePayouts,
  recordCall,
  contributeFilial,
  cancelContribution,
  prepareFilialList,
  checkFilialList,
  payFilialList,
  payIn,
  reverseEntry,
  rollOver,
  insure,
  reportFigures,
  withdrawFigure,
  ...inspectionCommands,
  ...indicatorCommands,
  ...resumptionCommands,
  ...tableCommands,
  ...yearlyCommands,
] as unknown as Command[]

/** Every command a phone may send, by its wire name. */
export const outboxCommands: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.name, command]))

type FollowUp = (data: unknown) => Promise<void>

const runBatch: FollowUp = (data) => runAfter((data as { batchId: string }).batchId)
const runExport: FollowUp = (data) => makeAfter((data as { exportId: string }).exportId)

/** What goes on after a command was carried out, as it does after the form of that name. */
export const outboxFollowUps: ReadonlyMap<string, FollowUp> = new Map([
  [importLedger.name, runBatch],
  [undoLedger.name, runBatch],
  [mapColumns.name, runBatch],
  [requestExport.name, runExport],
  [requestSummary.name, runExport],
  [makeExport.name, runExport],
])
