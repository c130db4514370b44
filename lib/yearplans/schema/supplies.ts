import * as z from 'zod'
import { Day, Id, needed, RecordedAt, text } from '@/lib/yearplans/schema'

/** 种子、农药、化肥、地膜、柴油、其他. */
export const SUPPLIES = ['SEEDS', 'PESTICIDE', 'FERTILISER', 'FILM', 'DIESEL', 'OTHER'] as const
export type Supply = (typeof SUPPLIES)[number]

const amount = z.number().int().min(0).max(100_000_000)

/** What a village needs and has of a supply as of a day, in whole units; the id is made on the phone. */
export const ReportSupplyInput = z
  .object({
    id: Id,
    planId: Id,
    item: z.enum(SUPPLIES),
    name: text(40).default(''),
    unit: needed(10),
    need: amount,
    stock: amount,
    supplier: text(60).default(''),
    asOf: Day,
    recordedAt: RecordedAt,
  })
  .superRefine(({ item, name }, context) => {
    if (item === 'OTHER' && name === '') context.addIssue({ code: 'custom', message: 'input.required', path: ['name'] })
  })
