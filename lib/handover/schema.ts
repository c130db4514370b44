import * as z from 'zod'

export const HANDOVER_KINDS = ['CLUE', 'PROMISE', 'VISIT', 'PAIRING', 'MEASURE'] as const
export type HandoverKind = (typeof HANDOVER_KINDS)[number]

/** The id is made by whoever hands over; `from` is somebody else's account where an office hands over for one who has gone. */
export const HandoverInput = z.object({
  id: z.uuid(),
  from: z.uuid().nullable().default(null),
  to: z.uuid(),
  note: z.string().trim().max(1000).default(''),
  items: z
    .array(z.object({ id: z.uuid(), note: z.string().trim().max(300).default('') }))
    .max(2000)
    .default([]),
})
