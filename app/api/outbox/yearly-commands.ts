import { askExtension, decideExtension } from '@/lib/loans/commands/extension'
import { recordLoan, repayLoan, withdrawLoan } from '@/lib/loans/commands/loan'
import { correctOutput, reportOutput } from '@/lib/partnerships/commands/output'
import { editPair, endPair, makePair } from '@/lib/partnerships/commands/pair'
import { correctReferral, reportReferral } from '@/lib/partnerships/commands/referral'
import { addUnit, closeUnit, editUnit } from '@/lib/partnerships/commands/unit'
import { addWorkKind, endWorkKind } from '@/lib/worklogs/commands/kind'
import { askLeave, decideLeave, withdrawLeave } from '@/lib/worklogs/commands/leave'
import { correctLog, writeLog } from '@/lib/worklogs/commands/log'
import { doneGroup, drawGroups, setGroup } from '@/lib/yearplans/commands/groups'
import { addKind, endKind } from '@/lib/yearplans/commands/kind'
import { correctLabour, reportLabour } from '@/lib/yearplans/commands/labour'
import { editPlan, makePlan } from '@/lib/yearplans/commands/plan'
import { reportSupply } from '@/lib/yearplans/commands/supplies'
import { reportTask, setTask } from '@/lib/yearplans/commands/task'

/** What a phone may send about paired assistance, the year of a village, its loans and the diaries of those posted there. */
export const yearlyCommands = [
  addUnit,
  editUnit,
  closeUnit,
  makePair,
  editPair,
  endPair,
  reportOutput,
  correctOutput,
  reportReferral,
  correctReferral,
  makePlan,
  editPlan,
  setTask,
  reportTask,
  addKind,
  endKind,
  reportLabour,
  correctLabour,
  drawGroups,
  setGroup,
  doneGroup,
  reportSupply,
  recordLoan,
  repayLoan,
  withdrawLoan,
  askExtension,
  decideExtension,
  writeLog,
  correctLog,
  askLeave,
  decideLeave,
  withdrawLeave,
  addWorkKind,
  endWorkKind,
] as const
