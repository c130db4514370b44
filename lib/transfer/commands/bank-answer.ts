import 'server-only'
import * as z from 'zod'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, InputError } from '@/lib/platform/errors'
import { answerPayouts } from '@/lib/relief/commands/cycle'
import { MOST_PAYOUTS } from '@/lib/relief/schema/cycles'
import { Day } from '@/lib/relief/schema/lines'
import { openLedger } from '@/lib/transfer/files/open-ledger'
import { readAnswer } from '@/lib/transfer/rules/bank-answer'
import { FileFault, type SheetRow } from '@/lib/transfer/schema'

const MAX_BYTES = 4 * 1024 * 1024
const MOST_ROWS = MOST_PAYOUTS + 100

/** Reads the bank's return file and records it, all lines or none. Errors: InputError by row and column; as `payout.answer`. */
export const importBankAnswer = defineCommand({
  name: 'payout.import',
  permission: 'relief:pay',
  input: z.object({
    cycleId: z.uuid(),
    version: z.number().int().min(1),
    on: Day,
    file: z.instanceof(File, { message: 'transfer.chooseFile' }),
  }),
  async run(ctx, { file, ...head }): Promise<{ cycleId: string; waiting: number }> {
    if (file.size > MAX_BYTES) throw new DomainError('transfer.fileTooLarge', { mb: MAX_BYTES / 1024 / 1024 }, 'file')
    const read = readAnswer(await sheetOf(Buffer.from(await file.arrayBuffer())))
    if (!read) throw new DomainError('relief.answerHeads', {}, 'file')
    if (Object.keys(read.faults).length > 0) throw new InputError(read.faults)
    if (read.rows.length === 0 || read.rows.length > MOST_PAYOUTS)
      throw new DomainError('relief.answerEmpty', { most: MOST_PAYOUTS }, 'file')
    return answerPayouts.run(ctx, { ...head, rows: read.rows })
  },
})

async function sheetOf(bytes: Buffer): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  try {
    for await (const row of openLedger(bytes)) {
      rows.push(row)
      if (rows.length > MOST_ROWS) break
    }
  } catch (error) {
    if (error instanceof FileFault) throw new DomainError('relief.answerNoSheet', {}, 'file')
    throw error
  }
  return rows
}
