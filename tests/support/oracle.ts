/**
 * Who may see and do what, written by hand from the permission table of the field (rows: objects, columns: roles) and from the shape of
 * division codes. It imports nothing, so it can disagree with the product.
 */

import { type Deed, DOERS } from './oracle-doers'
import { type OracleRole, POSTED } from './oracle-roles'

export type { Deed } from './oracle-doers'
export { ORACLE_ROLES, type OracleRole, POSTED } from './oracle-roles'

/** Deeds on accounts and hand-overs: told by role alone; where they may be done is tried by their own tests. */
export const ACCOUNT_DEEDS = [
  'account.create',
  'account.load',
  'account.invite',
  'account.setActive',
  'account.propose',
  'posting.decide',
  'posting.grant',
  'posting.setEnd',
  'session.endAll',
  'factor.requestReset',
  'factor.confirmReset',
  'deputy.appoint',
  'deputy.end',
  'handover.make',
  'handover.accept',
] as const
export type AccountDeed = (typeof ACCOUNT_DEEDS)[number]

/** May this role do this deed anywhere at all? */
export function mayDo(role: OracleRole, deed: Deed): boolean {
  return (DOERS[deed] as readonly OracleRole[]).includes(role)
}

/** Does a row in `village` exist for this role, posted as above? A helper needs a pairing on top; an administrator has no rows. */
export function exists(role: OracleRole, village: string, paired: boolean): boolean {
  if (role === 'ADMINISTRATOR') return false
  const { code, digits } = POSTED[role]
  for (let place = 0; place < digits; place++) if (code[place] !== village[place]) return false
  return role === 'PAIRED_HELPER' ? paired : true
}
