import { closeFinding, returnFinding, reviewFinding, verifyFinding } from '@/lib/findings/commands/above'
import {
  extendFinding,
  keepLongTerm,
  pressFinding,
  publishFinding,
  recheckFinding,
  reopenFinding,
} from '@/lib/findings/commands/after'
import { decideAspect, proposeAspect } from '@/lib/findings/commands/aspect'
import {
  acceptFinding,
  assignFinding,
  proveFinding,
  reportProgress,
  submitFinding,
} from '@/lib/findings/commands/rectify'
import { registerFinding } from '@/lib/findings/commands/register'
import { registerLike } from '@/lib/findings/commands/register-like'
import {
  closeCampaign,
  issueFeedback,
  startCampaign,
  startRectifying,
  summariseCampaign,
} from '@/lib/inspections/commands/conclude'
import { drawCampaign } from '@/lib/inspections/commands/draw'
import { addItem, endItem, renameItem } from '@/lib/inspections/commands/item'
import { missInspection } from '@/lib/inspections/commands/miss'
import { keepTeam, planCampaign, replanCampaign } from '@/lib/inspections/commands/plan'
import { recordInspection } from '@/lib/inspections/commands/record'
import { decideChange, proposeChange } from '@/lib/supervision/commands/change'
import { delistPlace, proposeDelisting, returnPlace } from '@/lib/supervision/commands/delist'
import { derive } from '@/lib/supervision/commands/derive'
import { setMembers } from '@/lib/supervision/commands/members'
import { assignPlace, listPlaces, reportWork } from '@/lib/supervision/commands/place'
import { holdSession, publishSession } from '@/lib/supervision/commands/session'
import { addWork, endWork } from '@/lib/supervision/commands/works'

/** What a phone may send about findings, look-backs and battle supervision. */
export const inspectionCommands = [
  closeFinding,
  returnFinding,
  reviewFinding,
  verifyFinding,
  extendFinding,
  keepLongTerm,
  pressFinding,
  publishFinding,
  recheckFinding,
  reopenFinding,
  acceptFinding,
  assignFinding,
  proveFinding,
  reportProgress,
  submitFinding,
  registerFinding,
  registerLike,
  closeCampaign,
  issueFeedback,
  startCampaign,
  startRectifying,
  summariseCampaign,
  drawCampaign,
  addItem,
  endItem,
  renameItem,
  proposeAspect,
  decideAspect,
  keepTeam,
  planCampaign,
  replanCampaign,
  recordInspection,
  missInspection,
  decideChange,
  proposeChange,
  delistPlace,
  proposeDelisting,
  returnPlace,
  derive,
  assignPlace,
  setMembers,
  listPlaces,
  reportWork,
  holdSession,
  publishSession,
  addWork,
  endWork,
] as const
