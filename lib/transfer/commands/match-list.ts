import 'server-only'
import * as z from 'zod'
import { defineCommand } from '@/lib/platform/command'
import { DomainError } from '@/lib/platform/errors'
import { type KeptList, keepList } from '@/lib/support/commands/match'
import { ListHead, MOST_NUMBERS } from '@/lib/support/schema/lists'
import { wholeSheet } from '@/lib/transfer/files/whole-sheet'
import { listedIn } from '@/lib/transfer/rules/id-list'

/** Compares the ID numbers in a department's file with the register, as `match.paste`. Only the column of numbers is read. Errors: as there, by row. */
export const importList = defineCommand({
  name: 'match.import',
  permission: 'match:list',
  input: ListHead.extend({ file: z.instanceof(File, { message: 'transfer.chooseFile' }) }),
  async run(ctx, { file, ...head }): Promise<KeptList> {
    const listed = listedIn(await wholeSheet(file, MOST_NUMBERS, 'support.noNumbers'))
    if (!listed) throw new DomainError('support.noNumbers', {}, 'file')
    return keepList(ctx, head, listed, 'file')
  },
})
