import 'server-only'
import { readDisabilityCard } from '@/lib/households/rules/disability-card'
import { readIdNumber } from '@/lib/households/rules/id-number'
import { sqlStateOf } from '@/lib/platform/db'
import { type ErrorCode, type FieldErrors, InputError } from '@/lib/platform/errors'

const UNIQUE_VIOLATION = '23505'

type Numbers = { idNumber: string | null; disabilityCardNo: string | null }

/**
 * What is wrong with numbers that were just typed: their digits, a card of another person, demo and real mixed.
 * `changed` names the fields that were typed.
 */
export function numberErrors(member: Numbers, changed: readonly string[], today: string, isDemo: boolean): FieldErrors {
  const errors: FieldErrors = {}
  const code = (reason: string) => ({ code: `register.number.${reason}` as ErrorCode })
  const { idNumber, disabilityCardNo } = member
  if (idNumber !== null && changed.includes('idNumber')) {
    const read = readIdNumber(idNumber, today)
    if (read.kind === 'INVALID') errors.idNumber = code(read.reason)
    else if ((read.kind === 'FICTITIOUS') !== isDemo) {
      errors.idNumber = code(isDemo ? 'REAL_IN_DEMO' : 'FICTITIOUS_IN_REAL')
    }
  }
  if (disabilityCardNo !== null && changed.includes('disabilityCard')) {
    const card = readDisabilityCard(disabilityCardNo, today)
    if (card.kind === 'INVALID') errors.disabilityCard = code(card.reason)
    else if (idNumber !== null && card.idNumber !== idNumber) errors.disabilityCard = code('CARD_OF_OTHER')
  }
  return errors
}

/** Errors: InputError. */
export function checkNumbers(member: Numbers, changed: readonly string[], today: string, isDemo: boolean): void {
  const errors = numberErrors(member, changed, today, isDemo)
  if (Object.keys(errors).length > 0) throw new InputError(errors)
}

/** A number that somebody of the county already has is refused beside its field; who has it is not said. */
export async function uniqueNumber<R>(field: string, write: () => Promise<R>): Promise<R> {
  try {
    return await write()
  } catch (error) {
    const isTaken = sqlStateOf(error) === UNIQUE_VIOLATION || (error as { code?: string }).code === 'P2002'
    if (isTaken) throw new InputError({ [field]: { code: 'register.number.TAKEN' } })
    throw error
  }
}
