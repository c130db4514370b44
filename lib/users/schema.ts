/** ASVS 5.0 6.2: length is what counts; no rules of composition. */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const

export type PasswordFault = 'short' | 'long' | 'common' | 'personal'

/** What the sign-in form shows; the password is never given back. */
export type SignInState = {
  status: 'idle' | 'wrong' | 'locked' | 'busy' | 'noPosting' | 'error'
  minutes?: number
  username?: string
}

/** What the form of an invitation shows; `n` is the length a password must have or must not exceed. */
export type InvitationState = { status: 'idle' } | { status: PasswordFault | 'different' | 'error'; n?: number }
