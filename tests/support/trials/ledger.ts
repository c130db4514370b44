import { owner } from '../builders'
import type { Setting, Trial } from './trial'

const aBatch =
  (faults: number) =>
  async ({ household: { countyCode }, batchId, opener }: Setting) => {
    const place = [countyCode, batchId, `${countyCode}000000`]
    await owner().query(
      `INSERT INTO import_batch (county_code, id, region_code, file_name, file_hash, status, uploaded_by, uploaded_at, good_rows, fault_count)
       VALUES ($1, $2, $3, 'x.csv', '\\x00', 'CHECKED', $4, now(), 1, $5)`,
      [...place, opener.userId, faults],
    )
    await owner().query(
      `INSERT INTO import_upload (county_code, batch_id, region_code, body) VALUES ($1, $2, $3, '\\x00')`,
      place,
    )
  }
const doneOn = (day: string) => async (at: Setting) => {
  await aBatch(0)(at)
  await owner().query(`UPDATE import_batch SET status = 'DONE', finished_at = $2 WHERE id = $1`, [at.batchId, day])
}
const wholeImport = ({ batchId }: Setting) => ({ batchId, mode: 'ALL' })
const mapping = ({ batchId }: Setting) => ({
  batchId,
  kind: 'HOUSEHOLDS',
  columns: [{ head: '门牌', field: 'address' }],
})
const undoing = ({ batchId }: Setting) => ({ batchId })

export const LEDGER: Trial[] = [
  { deed: 'ledger.import', state: 'clean', expected: 'done', prepare: aBatch(0), input: wholeImport },
  { deed: 'ledger.import', state: 'with faults', expected: 'rule', prepare: aBatch(3), input: wholeImport },
  { deed: 'ledger.undo', state: 'done lately', expected: 'done', prepare: doneOn('2099-01-01'), input: undoing },
  { deed: 'ledger.undo', state: 'done long ago', expected: 'rule', prepare: doneOn('2020-01-01'), input: undoing },
  { deed: 'ledger.undo', state: 'only checked', expected: 'rule', prepare: aBatch(0), input: undoing },
  { deed: 'ledger.map', state: 'checked', expected: 'done', prepare: aBatch(0), input: mapping },
  { deed: 'ledger.map', state: 'done already', expected: 'rule', prepare: doneOn('2099-01-01'), input: mapping },
]
