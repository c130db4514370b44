import * as z from 'zod'
import { ROLES } from '@/lib/platform/actor'
import { isDay } from '@/lib/platform/days'

/** ASVS 5.0 6.2: length is what counts; no rules of composition. */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const

export type PasswordFault = 'short' | 'long' | 'common' | 'personal'

/** What the sign-in form shows; the password is never given back. */
export type SignInState = {
  status: 'idle' | 'wrong' | 'locked' | 'busy' | 'noPosting' | 'error'
  minutes?: number
  username?: string
}

/** What a page between the password and the session shows. `recovery` are the ten codes, shown this once. */
export type StepState = {
  status: 'idle' | 'wrong' | 'locked' | 'busy' | 'gone' | 'error' | 'noPosting' | 'done'
  minutes?: number
  recovery?: string[]
}

/** What the form of an invitation shows; `n` is the length a password must have or must not exceed. */
export type InvitationState = { status: 'idle' } | { status: PasswordFault | 'different' | 'error'; n?: number }

const wrong = (code: string) => ({ error: code })

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,63}$/, wrong('users.usernameForm'))

const Day = z.string().refine(isDay, wrong('input.notADay'))

/** A posting to be made; its id is made by whoever asks, so that asking twice is asking once. */
export const PostingInput = z
  .object({
    id: z.uuid(),
    role: z.enum(ROLES),
    regionCode: z.string().regex(/^\d{12}$/),
    title: z.string().trim().max(60).default(''),
    validFrom: Day,
    validTo: Day.nullable().default(null),
  })
  .refine((posting) => posting.validTo === null || posting.validTo >= posting.validFrom, {
    path: ['validTo'],
    error: 'users.endBeforeStart',
  })
export type PostingInput = z.output<typeof PostingInput>

export const AccountInput = z.object({
  id: z.uuid(),
  username: Username,
  name: z.string().trim().min(2, wrong('input.required')).max(60),
  unit: z.string().trim().max(120).default(''),
  posting: PostingInput,
})
export type AccountInput = z.output<typeof AccountInput>
