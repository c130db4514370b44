import 'server-only'
import * as z from 'zod'
import { defineCommand } from '@/lib/platform/command'
import { DomainError } from '@/lib/platform/errors'
import { type KeptList, keepList } from '@/lib/support/commands/match'
import { ListHead, MOST_NUMBERS } from '@/lib/support/schema/lists'
import { openLedger } from '@/lib/transfer/files/open-ledger'
import { listedIn } from '@/lib/transfer/rules/id-list'
import { FileFault, type SheetRow } from '@/lib/transfer/schema'

const MAX_BYTES = 4 * 1024 * 1024
const MOST_ROWS = MOST_NUMBERS + 100

/** Compares the ID numbers in a department's file with the register, as `match.paste`. Only the column of numbers is read. Errors: as there, by row. */
export const importList = defineCommand({
  name: 'match.import',
  permission: 'match:list',
  input: ListHead.extend({ file: z.instanceof(File, { message: 'transfer.chooseFile' }) }),
  async run(ctx, { file, ...head }): Promise<KeptList> {
    if (file.size > MAX_BYTES) throw new DomainError('transfer.fileTooLarge', { mb: MAX_BYTES / 1024 / 1024 }, 'file')
    const listed = listedIn(await sheetOf(Buffer.from(await file.arrayBuffer())))
    if (!listed) throw new DomainError('support.noNumbers', {}, 'file')
    return keepList(ctx, head, listed, 'file')
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
    if (error instanceof FileFault) throw new DomainError('support.noNumbers', {}, 'file')
    throw error
  }
  return rows
}
