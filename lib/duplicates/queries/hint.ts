import 'server-only'
import { THRESHOLD_PARAMETERS, thresholdsOn } from '@/lib/duplicates/rules/thresholds'
import { type Hint, type TypedPerson, wholeIdNumber } from '@/lib/duplicates/schema'
import { isTaken, selectCandidates } from '@/lib/duplicates/sql/candidates'
import { namePinyin } from '@/lib/households/rules/names'
import { likeness, swappedDay } from '@/lib/households/rules/same-person'
import { listParameterRows } from '@/lib/parameters/queries'
import { isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { blindIndex } from '@/lib/platform/fields'
import { countyOf, isWithinCounty } from '@/lib/regions/rules'

const SHOWN = 5

/**
 * Who in the register may be the person being typed, best first. `taken` says that somebody of this county has the number already, wherever
 * he lives; only a person within the scope is named. Other counties do not enter into it.
 */
export async function findHint(ctx: Ctx, typed: TypedPerson): Promise<Hint> {
  const nothing: Hint = { taken: false, matches: [] }
  const { scope } = ctx.actor
  if (!isWithinCounty(scope)) return nothing
  const id = wholeIdNumber(typed.idNumber, ctx.today)
  const birthDate = isDay(typed.birthDate) ? typed.birthDate : (id?.birthDate ?? null)
  if (!id && (birthDate === null || typed.name === '')) return nothing
  const idIndex = id ? blindIndex('idNumber', id.idNumber) : null
  const { full: pinyin, initials } = namePinyin(typed.name)
  const county = countyOf(scope)
  const days = [birthDate, birthDate && swappedDay(birthDate)].filter((day): day is string => !!day)
  const found = await selectCandidates(ctx, county, { days, initial: initials.slice(0, 1), idIndex })
  const thresholds = thresholdsOn(await listParameterRows(ctx, THRESHOLD_PARAMETERS), `${county}000000`, ctx.today)
  const mine = {
    name: typed.name,
    pinyin,
    initials,
    birthDate,
    sex: typed.sex || (id?.sex ?? null),
    village: typed.village || (scope.length === 12 ? scope : ''),
    idIndex: idIndex && Buffer.from(idIndex).toString('hex'),
  }
  const matches = found
    .filter((each) => each.id !== typed.personId)
    .flatMap((each) => {
      const { score, level, reasons } = likeness(mine, each, thresholds)
      return level ? [{ each, score, level, reasons: reasons.filter(({ points }) => points > 0) }] : []
    })
    .sort((a, b) => b.score - a.score || (a.each.id < b.each.id ? -1 : 1))
  const isOwn = found.some((each) => each.id === typed.personId && each.idIndex === mine.idIndex)
  return {
    taken: idIndex !== null && !isOwn && (await isTaken(ctx, idIndex)),
    matches: matches.slice(0, SHOWN).map(({ each, level, reasons }) => ({
      id: each.id,
      householdId: each.householdId,
      name: each.name,
      birthDate: each.birthDate,
      place: each.place,
      level,
      reasons: reasons.map(({ code }) => code),
    })),
  }
}
