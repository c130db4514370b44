import { expect, test } from 'vitest'
import { pastParams, readPastParams } from '@/lib/households/rules/list-params'

const SCOPE = '130799'

test('the list of a past day keeps region, status, type and monitoring, and names what it leaves out', () => {
  const { filter, ignored } = readPastParams(
    { region: '130799100000', status: 'EXITED', monitored: 'YES', unvisited: '90', q: '王', sort: 'income', type: '?' },
    SCOPE,
  )
  expect(filter).toMatchObject({ region: '130799100', status: 'EXITED', monitored: 'YES', sort: 'region' })
  expect([filter.unvisitedDays, filter.q]).toEqual([undefined, undefined])
  expect(ignored).toEqual(['type', 'unvisitedDays', 'q'])
  expect(pastParams(filter)).toEqual({ region: '130799100000', status: 'EXITED', monitored: 'YES' })
})

test('an address that says only the region leaves nothing out', () => {
  const { filter, ignored } = readPastParams({ region: '130799100000' }, SCOPE)
  expect(ignored).toEqual([])
  expect(pastParams(filter)).toEqual({ region: '130799100000' })
})
