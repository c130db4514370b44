import { describe, expect, it } from 'vitest'
import { comesFromHere } from '@/lib/platform/origin'
import { addressOf, isFromHere } from '@/lib/platform/peer'

const read = (headers: Record<string, string>) => ({ get: (name: string) => headers[name] ?? null })
const here = (headers: Record<string, string>) => comesFromHere(read({ host: 'fangxian.example:8443', ...headers }))

describe('a request that changes something', () => {
  it('is accepted from our own pages', () => {
    expect(here({ origin: 'https://fangxian.example:8443' })).toBe(true)
    expect(here({ origin: 'https://fangxian.example:8443', 'sec-fetch-site': 'same-origin' })).toBe(true)
    expect(here({ 'sec-fetch-site': 'same-origin' })).toBe(true)
    expect(
      comesFromHere(
        read({ host: '10.0.0.7:3000', 'x-forwarded-host': 'fang.example', origin: 'https://fang.example' }),
      ),
    ).toBe(true)
  })
  it('is refused from anywhere else, and when nobody says where it is from', () => {
    for (const headers of [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: 'https://fangxian.example' },
      { origin: 'https://fangxian.example:8443.evil.example' },
      { origin: 'not a url' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://fangxian.example:8443', 'sec-fetch-site': 'cross-site' },
    ] as Record<string, string>[]) {
      expect([headers, here(headers)]).toEqual([headers, false])
    }
  })
})

describe('the address of a browser', () => {
  it('is what a proxy on this machine wrote last, else the socket’s', () => {
    expect(addressOf(read({ 'x-fangxian-peer': '203.0.113.9' }))).toBe('203.0.113.9')
    expect(addressOf(read({ 'x-fangxian-peer': '203.0.113.9', 'x-forwarded-for': '1.2.3.4' }))).toBe('203.0.113.9')
    expect(addressOf(read({ 'x-fangxian-peer': '127.0.0.1', 'x-forwarded-for': '6.6.6.6, 203.0.113.9' }))).toBe(
      '203.0.113.9',
    )
  })
  it('is this machine only when no proxy handed the request on', () => {
    expect(isFromHere(read({ 'x-fangxian-peer': '127.0.0.1', 'x-forwarded-for': '::ffff:127.0.0.1' }))).toBe(true)
    expect(isFromHere(read({ 'x-fangxian-peer': '127.0.0.1', 'x-forwarded-for': '203.0.113.9' }))).toBe(false)
    expect(isFromHere(read({ 'x-fangxian-peer': '203.0.113.9', 'x-forwarded-for': '127.0.0.1' }))).toBe(false)
    expect(isFromHere(read({ 'x-forwarded-for': '127.0.0.1' }))).toBe(false)
  })
})
