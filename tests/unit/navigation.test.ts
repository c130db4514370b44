import { describe, expect, it } from 'vitest'
import { markCurrent, markCurrentIn } from '@/components/shell/nav-item'

const places = [
  { href: '/', label: 'today', icon: 'today' },
  { href: '/visits', label: 'visits', icon: 'pin' },
  { href: '/visits/new', label: 'log', icon: 'plus' },
  { href: '/clues', also: '/monitoring', label: 'clues', icon: 'flag' },
] as const

const currentAt = (path: string) =>
  markCurrent(places, path)
    .filter((item) => item.current)
    .map((item) => item.label)

describe('the navigation', () => {
  it('marks the start page on itself only', () => {
    expect(currentAt('/')).toEqual(['today'])
    expect(currentAt('/elsewhere')).toEqual([])
  })

  it('marks one place, the nearest', () => {
    expect(currentAt('/visits/new')).toEqual(['log'])
    expect(currentAt('/visits/7')).toEqual(['visits'])
    expect(currentAt('/visitsx')).toEqual([])
  })

  it('marks a place on the second path that belongs to it', () => {
    expect(currentAt('/monitoring/3')).toEqual(['clues'])
  })

  it('marks one place in all groups, and leaves each where it belongs', () => {
    const groups = [
      { label: 'a', items: places.slice(0, 2) },
      { label: 'b', items: places.slice(2) },
    ]
    const currentOf = (path: string) =>
      markCurrentIn(groups, path).map(({ label, items }) => [label, items.map((item) => item.current === true)])
    expect(currentOf('/visits/new')).toEqual([
      ['a', [false, false]],
      ['b', [true, false]],
    ])
    expect(currentOf('/visits')).toEqual([
      ['a', [false, true]],
      ['b', [false, false]],
    ])
    expect(markCurrentIn(groups, '/').flatMap(({ items }) => items.map(({ href }) => href))).toEqual(
      places.map(({ href }) => href),
    )
  })
})
