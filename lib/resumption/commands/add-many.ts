import 'server-only'
import { createHash } from 'node:crypto'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, type ErrorCode, type FieldErrors, InputError, NotFoundError } from '@/lib/platform/errors'
import { seal } from '@/lib/platform/fields'
import { countyOf, isWithin, levelOf } from '@/lib/regions/rules'
import { rowFaults, sameName } from '@/lib/resumption/rules/rows'
import { AddManyInput, type EnterpriseRow } from '@/lib/resumption/schema'

/** The id of a row of a file, the same whenever the file comes again under the same id (RFC 9562, version 8). */
function idOfRow(fileId: string, row: number): string {
  const hex = createHash('sha256').update(`${fileId}\n${row}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Enters the enterprises of a file, all or none; what is wrong is named by row and column (`row7.name`). Errors: InputError, NotFoundError where
 * not one of the regions is the actor's, DomainError for a first day to come.
 */
export const addEnterprises = defineCommand({
  name: 'enterprise.addMany',
  permission: 'enterprise:keep',
  input: AddManyInput,
  async run(ctx, { id, activeFrom, rows }): Promise<{ added: number }> {
    if (activeFrom > ctx.today) throw new DomainError('input.inTheFuture', {}, 'activeFrom')
    const regions = await knownRegions(ctx, rows)
    if (regions.size === 0) throw new NotFoundError()
    const counties = [...new Set([...regions].map(countyOf))]
    const there = await ctx.db.enterprise.findMany({
      where: { countyCode: { in: counties }, activeUntil: null },
      select: { countyCode: true, id: true, name: true, type: true, creditCode: true },
    })
    const errors: FieldErrors = {}
    const say = (row: number, column: string, code: ErrorCode) => {
      errors[`row${row}.${column}`] ??= { code }
    }
    for (const { row, regionCode } of rows)
      if (!regions.has(regionCode)) say(row, 'regionCode', 'resumption.unknownRegion')
    for (const { row, column, code } of rowFaults(rows, there)) say(row, column, code)
    if (Object.keys(errors).length > 0) throw new InputError(errors)
    const firms = [
      ...there,
      ...rows.map((each) => ({ ...each, countyCode: countyOf(each.regionCode), id: idOfRow(id, each.row) })),
    ]
    const parentOf = ({ parentName, regionCode }: EnterpriseRow) =>
      firms.find(
        (firm) =>
          firm.countyCode === countyOf(regionCode) && firm.type !== 'WORKSHOP' && sameName(firm.name, parentName),
      )?.id ?? null
    // A workshop's firm may stand below it in the file.
    const inOrder = [...rows].sort((a, b) => Number(a.type === 'WORKSHOP') - Number(b.type === 'WORKSHOP'))
    for (const each of inOrder) {
      const rowId = idOfRow(id, each.row)
      await ctx.db.enterprise.create({
        data: {
          countyCode: countyOf(each.regionCode),
          regionCode: each.regionCode,
          id: rowId,
          name: each.name,
          type: each.type,
          creditCode: each.creditCode || null,
          parentId: each.parentName === '' ? null : parentOf(each),
          contactName: each.contactName,
          phoneEnc: each.phone === '' ? null : seal('enterprise', 'phone_enc', rowId, each.phone),
          activeFrom: dateOf(activeFrom),
          lastStepOn: dateOf(activeFrom),
        },
        select: { id: true },
      })
    }
    return { added: rows.length }
  },
})

async function knownRegions(ctx: Ctx, rows: readonly EnterpriseRow[]): Promise<Set<string>> {
  const asked = [...new Set(rows.map(({ regionCode }) => regionCode))].filter(
    (code) => isWithin(code, ctx.actor.scope) && !['PROVINCE', 'CITY'].includes(levelOf(code)),
  )
  const found = await ctx.db.region.findMany({ where: { code: { in: asked } }, select: { code: true } })
  return new Set(found.map(({ code }) => code))
}
