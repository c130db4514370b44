import { expect, it } from 'vitest'
import en from '@/lib/i18n/en/errors'
import { isLostRace } from '@/lib/platform/errors'

/** Every code of a rule that has words, 'slice.code'. */
const CODES = Object.entries(en).flatMap(([slice, codes]) => Object.keys(codes).map((code) => `${slice}.${code}`))

it('reads a page again where somebody else changed or withdrew what its form is about, and for no other rule', () => {
  const lost = CODES.filter(isLostRace)
  expect(lost).toEqual(
    expect.arrayContaining([
      'relief.changed',
      'evidence.changed',
      'evidence.withdrawnAlready',
      'monitoring.clueChanged',
    ]),
  )
  expect(lost.filter((code) => !/(hanged|withdrawnAlready)$/.test(code))).toEqual([])
  for (const code of ['relief.fourEyes', 'worklogs.fourEyes', 'support.previewOver'])
    expect(isLostRace(code)).toBe(false)
})
