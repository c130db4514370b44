import 'server-only'
import { createHash } from 'node:crypto'
import { checkFacts, checkTargets, type Wrong } from '@/lib/indicators/commands/check'
import { keepFacts, keepTargets } from '@/lib/indicators/commands/rows'
import { columnOf, inputsOf, type ReadRow, readFactFile } from '@/lib/indicators/rules/fact-file'
import { ImportFactsInput, MOST_ROWS } from '@/lib/indicators/schema/facts'
import { defineCommand } from '@/lib/platform/command'
import { type ErrorCode, type FieldErrors, InputError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'

/** The id of a row of a file, the same whenever the file is read again under the same id (RFC 9562, version 8). */
function idOfRow(fileId: string, row: number): string {
  const hex = createHash('sha256').update(`${fileId}\n${row}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function rowsOf(text: string) {
  try {
    return readFactFile(text)
  } catch {
    throw new InputError({ text: { code: 'indicators.notATable' } })
  }
}

const nth = <T>(read: readonly ReadRow[], pick: (row: ReadRow) => T | undefined) =>
  read.flatMap((each) => {
    const value = pick(each)
    return value === undefined ? [] : [{ row: each.row, value }]
  })

/**
 * Keeps the facts and targets of a file, all or none. What is wrong is named by row (the head is row 1) and column: `row7.value`.
 * A region outside the actor's is unknown. Errors: InputError.
 */
export const importFacts = defineCommand({
  name: 'fact.import',
  permission: 'fact:report',
  input: ImportFactsInput,
  async run(ctx, { id, text }) {
    const { rows, missing } = rowsOf(text)
    const [head] = missing
    if (head) throw new InputError({ text: { code: 'indicators.noColumn', params: { column: head } } })
    if (rows.length === 0) throw new InputError({ text: { code: 'indicators.noRows' } })
    if (rows.length > MOST_ROWS)
      throw new InputError({ text: { code: 'indicators.tooManyRows', params: { max: MOST_ROWS } } })
    const { read, faults } = inputsOf(rows, (row) => idOfRow(id, row))
    const facts = nth(read, ({ fact }) => fact)
    const targets = nth(read, ({ target }) => target)
    const errors: FieldErrors = {}
    const say = (row: number, column: string, code: ErrorCode) => {
      errors[`row${row}.${column}`] ??= { code }
    }
    for (const { row, column, code } of faults) say(row, column, code as ErrorCode)
    const factFaults = await checkFacts(
      ctx,
      facts.map(({ value }) => value),
    )
    const targetFaults = await checkTargets(
      ctx,
      targets.map(({ value }) => value),
    )
    for (const [part, { wrong, outside }] of [
      [facts, factFaults],
      [targets, targetFaults],
    ] as const) {
      const rowAt = (index: number) => part[index]?.row ?? 0
      for (const index of outside) say(rowAt(index), 'region_code', 'indicators.unknownRegion')
      for (const { index, field, code } of wrong as readonly Wrong[]) say(rowAt(index), columnOf(field), code)
    }
    if (!may(ctx.actor.role, 'target:set'))
      for (const { row } of targets) say(row, 'kind', 'indicators.targetsNotYours')
    if (Object.keys(errors).length > 0) throw new InputError(errors)
    if (facts.length > 0)
      await keepFacts(
        ctx,
        facts.map(({ value }) => value),
        factFaults.units,
      )
    if (targets.length > 0)
      await keepTargets(
        ctx,
        targets.map(({ value }) => value),
        targetFaults.units,
      )
    return { facts: facts.length, targets: targets.length }
  },
})
