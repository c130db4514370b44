import 'server-only'
import * as z from 'zod'
import { defineCommand } from '@/lib/platform/command'
import { isDay } from '@/lib/platform/days'
import { DomainError, InputError } from '@/lib/platform/errors'
import { addEnterprises } from '@/lib/resumption/commands/add-many'
import { MOST_ENTERPRISES } from '@/lib/resumption/schema'
import { wholeSheet } from '@/lib/transfer/files/whole-sheet'
import { readEnterprises } from '@/lib/transfer/rules/enterprise-rows'

/** Reads a file of enterprises and enters them, all or none. Errors: InputError by row and column; as `enterprise.addMany`. */
export const importEnterprises = defineCommand({
  name: 'enterprise.import',
  permission: 'enterprise:keep',
  input: z.object({
    id: z.uuid(),
    activeFrom: z.string().refine(isDay, { message: 'input.notADay' }),
    file: z.instanceof(File, { message: 'transfer.chooseFile' }),
  }),
  async run(ctx, { file, ...head }): Promise<{ added: number }> {
    const read = readEnterprises(await wholeSheet(file, MOST_ENTERPRISES, 'resumption.noSheet'))
    if (!read) throw new DomainError('resumption.fileHeads', {}, 'file')
    if (Object.keys(read.faults).length > 0) throw new InputError(read.faults)
    if (read.rows.length === 0 || read.rows.length > MOST_ENTERPRISES)
      throw new DomainError('resumption.fileEmpty', { most: MOST_ENTERPRISES }, 'file')
    return addEnterprises.run(ctx, { ...head, rows: read.rows })
  },
})
