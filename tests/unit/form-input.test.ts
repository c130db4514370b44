import { expect, it } from 'vitest'
import * as z from 'zod'
import { parseForm } from '@/lib/platform/input'

const schema = z.object({ agreed: z.boolean().default(false), n: z.number().optional() })
const read = (agreed?: string) => {
  const parsed = parseForm(schema, agreed === undefined ? [] : [['agreed', agreed]])
  return parsed.success ? parsed.data.agreed : 'refused'
}

it('a tick counts whether the box has a value of its own or not; no tick is no', () => {
  expect([read('on'), read('true'), read('false'), read(undefined), read('')]).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
  expect(read('perhaps')).toBe('refused')
})
