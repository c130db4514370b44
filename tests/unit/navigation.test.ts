import { describe, expect, it } from 'vitest'
import { markCurrent } from '@/components/shell/nav-item'

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
})
