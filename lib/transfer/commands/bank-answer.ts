import 'server-only'
import * as z from 'zod'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, InputError } from '@/lib/platform/errors'
import { answerPayouts } from '@/lib/relief/commands/cycle'
import { MOST_PAYOUTS } from '@/lib/relief/schema/cycles'
import { Day } from '@/lib/relief/schema/lines'
import { wholeSheet } from '@/lib/transfer/files/whole-sheet'
import { readAnswer } from '@/lib/transfer/rules/bank-answer'

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
    const read = readAnswer(await wholeSheet(file, MOST_PAYOUTS, 'relief.answerNoSheet'))
    if (!read) throw new DomainError('relief.answerHeads', {}, 'file')
    if (Object.keys(read.faults).length > 0) throw new InputError(read.faults)
    if (read.rows.length === 0 || read.rows.length > MOST_PAYOUTS)
      throw new DomainError('relief.answerEmpty', { most: MOST_PAYOUTS }, 'file')
    return answerPayouts.run(ctx, { ...head, rows: read.rows })
  },
})
