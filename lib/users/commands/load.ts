import 'server-only'
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Role } from '@/lib/platform/actor'
import { defineCommand } from '@/lib/platform/command'
import { DomainError } from '@/lib/platform/errors'
import { requireStepUp } from '@/lib/platform/step-up'
import { addUser } from '@/lib/users/commands/accounts'
import { addPosting } from '@/lib/users/commands/postings'
import { invite } from '@/lib/users/invite'
import { checkSheet } from '@/lib/users/queries/sheet'
import { CSV_HEADS, CSV_MOST } from '@/lib/users/rules/csv'

/**
 * Makes the accounts of a whole sheet, or none: every row is checked again as in the preview. Each gets an invitation; the slips can be printed
 * for ten minutes. Errors: DomainError `users.csvHeads`, `users.csvEmpty`, `users.csvTooLong`, `users.csvFaults`.
 */
export const loadAccounts = defineCommand({
  name: 'account.load',
  permission: 'account:manage',
  input: z.object({ sheet: z.string().min(1).max(200_000) }),
  async run(ctx, { sheet }) {
    requireStepUp(ctx)
    const people = await checkSheet(ctx, sheet)
    if (!people) throw new DomainError('users.csvHeads', { heads: CSV_HEADS.slice(0, 5).join(', ') }, 'sheet')
    if (people.length === 0) throw new DomainError('users.csvEmpty', {}, 'sheet')
    if (people.length > CSV_MOST) throw new DomainError('users.csvTooLong', { n: CSV_MOST }, 'sheet')
    const wrong = people.filter(({ faults }) => faults.length > 0).length
    if (wrong > 0) throw new DomainError('users.csvFaults', { n: wrong }, 'sheet')
    for (const { username, name, unit, role, region, title, from, to } of people) {
      const id = randomUUID()
      await addUser(ctx, { id, username, name, unit })
      const posting = {
        id: randomUUID(),
        role: role as Role,
        regionCode: region,
        title,
        validFrom: from,
        validTo: to || null,
      }
      await addPosting(ctx, id, posting, null)
      await invite(ctx, id)
    }
    return { count: people.length }
  },
})
