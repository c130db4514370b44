import { expect, it } from 'vitest'
import { rowsOf } from '@/lib/offline/fields'

it('counts the rows of a list that kept texts speak of, and of no other list', () => {
  expect(rowsOf([], 'help')).toBe(0)
  expect(
    rowsOf(
      [
        ['help[0].content', 'a'],
        ['help[11].content', ''],
        ['helpers[20].name', 'b'],
        ['team', 'c'],
      ],
      'help',
    ),
  ).toBe(12)
})
