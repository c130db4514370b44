import type { Refusal } from '@/lib/platform/command'

/** What a phone is answered when a command is refused. */
export const STATUS_OF: Record<Refusal['kind'], number> = {
  signedOut: 401,
  forbidden: 403,
  foreignOrigin: 403,
  notFound: 404,
  otherPayload: 409,
  conflict: 409,
  input: 422,
  rule: 422,
}
