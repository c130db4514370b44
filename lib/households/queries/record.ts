import 'server-only'
import { maskBankAccount, maskIdNumber, maskName, maskPhone } from '@/lib/households/rules/masks'
import { type TimelineEvent, timelineEvent, timelineGroup } from '@/lib/households/rules/timeline'
import { viewOf } from '@/lib/households/rules/views'
import { type Earlier, type StoredHousehold, storedHousehold, TIMELINE_SIZE } from '@/lib/households/sql/record'
import { warningLine } from '@/lib/parameters/rules'
import { ageOn, isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { open } from '@/lib/platform/fields'
import { isUuid } from '@/lib/platform/ids'
import { alone, mapped, type Part } from '@/lib/platform/together'

const NO_ID = '00000000-0000-0000-0000-000000000000'

/** A sealed value as a reader sees it: masked, never recorded, or sealed with a key that is gone. */
export type Shown = { state: 'MASKED'; text: string } | { state: 'NONE' } | { state: 'UNREADABLE' }

export type Member = {
  id: string
  name: string
  relation: string
  sex: 'M' | 'F'
  age: number
  idNumber: Shown
  /** Words' codes for who may read them; otherwise whether there is anything. */
  health: string[] | boolean
  labour: string | null
  insured: boolean | null
}

export type IncomeYear = { year: number; fen: number; lineYuan: number | null }

export type HouseholdRecord = Omit<StoredHousehold, 'household' | 'members' | 'events' | 'incomes' | 'lines'> & {
  household: Omit<StoredHousehold['household'], 'phone' | 'bankAccount' | 'address'> & {
    phone: Shown
    bankAccount: Shown
    address: string | null
  }
  members: Member[]
  incomes: IncomeYear[]
  events: TimelineEvent[]
  earlier: string | null
}

/** Opens a sealed cell and covers it for the reader. */
export function shownSealed(
  table: 'household' | 'person',
  column: string,
  id: string,
  sealed: string | null,
  mask: (text: string) => string,
): Shown {
  if (sealed === null) return { state: 'NONE' }
  try {
    return { state: 'MASKED', text: mask(open(table, column, id, Buffer.from(sealed, 'base64'))) }
  } catch {
    return { state: 'UNREADABLE' }
  }
}

/**
 * One household as its page shows it, masked for the reader. `from` is where the timeline goes on, `only` what it is narrowed to. Missing, foreign and malformed
 * ids take the same way and end alike. Errors: NotFoundError.
 */
export async function getHousehold(ctx: Ctx, id: string, from = '', only?: unknown): Promise<HouseholdRecord> {
  const record = await alone(ctx, householdRecord(ctx, id, from, only))
  if (!record) throw new NotFoundError()
  return record
}

/** The same, to be read with other parts; null where there is none. */
export function householdRecord(ctx: Ctx, id: string, from = '', only?: unknown): Part<HouseholdRecord | null> {
  const stored = storedHousehold(ctx, isUuid(id) ? id : NO_ID, readEarlier(from), timelineGroup(only))
  return mapped(stored, (found) => found && shownTo(ctx, found))
}

function shownTo(ctx: Ctx, stored: StoredHousehold): HouseholdRecord {
  const { household, lines, ...rest } = stored
  const view = viewOf(ctx.actor.role)
  const name = (text: string) => maskName(text, view.name)
  const events = stored.events.slice(0, TIMELINE_SIZE)
  const last = stored.events.length > TIMELINE_SIZE ? events.at(-1) : undefined
  return {
    ...rest,
    household: {
      ...household,
      headName: name(household.headName),
      address: view.address ? household.address : null,
      phone: shownSealed('household', 'phone_enc', household.id, household.phone, (text) =>
        maskPhone(text, view.phone),
      ),
      bankAccount: shownSealed('household', 'bank_account_enc', household.id, household.bankAccount, (text) =>
        maskBankAccount(text, view.bankAccount),
      ),
    },
    members: stored.members.map((member) => ({
      id: member.id,
      name: name(member.name),
      relation: member.relation,
      sex: member.sex,
      age: ageOn(member.birthDate, ctx.today),
      idNumber: shownSealed('person', 'id_number_enc', member.id, member.idNumber, (text) =>
        maskIdNumber(text, view.idNumber),
      ),
      health: view.health ? member.health : member.health.some((code) => code !== 'HEALTHY'),
      labour: view.health ? member.labour : null,
      insured: member.insured,
    })),
    guarantees: stored.guarantees.map((each) =>
      view.health || each.item !== 'MEDICAL' ? each : { ...each, reason: '' },
    ),
    incomes: stored.incomes.map(({ year, fen }) => ({
      year,
      fen,
      lineYuan: warningLine(lines, household.regionCode, `${year + 1}-12-31`)?.yuan ?? null,
    })),
    events: events.map((event) => timelineEvent(event, view.health, view.name === 'FULL')),
    earlier: last ? `${last.day}~${last.rank}~${last.id}` : null,
  }
}

function readEarlier(text: string): Earlier | null {
  const [day = '', rank = '', id = ''] = text.split('~')
  return isDay(day) && /^\d$/.test(rank) && isUuid(id) ? { day, rank: Number(rank), id } : null
}
