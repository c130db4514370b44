import { randomUUID } from 'node:crypto'
import { anExportRequest } from '../export-rows'
import { aMeasure } from '../measures'
import type { Setting, Trial } from './trial'

const aList = ({ household, opener }: Setting) => aMeasure(household, opener)
const takeOut = ({ household }: Setting) => ({
  id: randomUUID(),
  kind: 'MEASURES',
  query: `region=${household.regionCode}`,
  format: 'CSV_UTF8',
  purpose: 'REPORTING',
  note: '报市办三季度台账',
})
const summary = (setting: Setting) => ({ ...takeOut(setting), kind: 'SUMMARY' })
const anExport =
  (refused: boolean) =>
  ({ household, subjectId, opener, another }: Setting) =>
    anExportRequest({ ...household, id: subjectId }, opener, refused ? another.userId : null)
const approval = ({ subjectId }: Setting) => ({ exportId: subjectId, decision: 'APPROVE' })

export const EXPORTS: Trial[] = [
  { deed: 'export.request', state: 'a list', expected: 'done', prepare: aList, input: takeOut },
  { deed: 'export.summarise', state: 'a region', expected: 'done', input: summary },
  { deed: 'export.decide', state: 'asked for', expected: 'done', prepare: anExport(false), input: approval },
  { deed: 'export.decide', state: 'refused', expected: 'rule', prepare: anExport(true), input: approval },
]
