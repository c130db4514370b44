import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fill } from '@/lib/i18n/fill'
import {
  clockTime,
  count,
  longDay,
  moment,
  nearDay,
  pair,
  percent,
  shortDay,
  signed,
  weekday,
  yuan,
} from '@/lib/i18n/format'

describe('figures in words', () => {
  it('writes whole yuan without fen and broken yuan with two places', () => {
    expect(yuan(1_320_000)).toBe('13,200')
    expect(yuan(562_050)).toBe('5,620.50')
    expect(yuan(7)).toBe('0.07')
    expect(yuan(-100)).toBe('−1')
  })

  it('rounds a share half up, never down by a float', () => {
    expect(percent(13_094, 15_210)).toBe('86.1%')
    expect(percent(1, 2000)).toBe('0.1%')
    expect(percent(1, 2001)).toBe('0.0%')
    expect(percent(5, 5)).toBe('100.0%')
    expect(percent(3, 0)).toBe('—')
  })

  it('keeps every digit of a grouped number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (n) => {
        expect(Number(count(n).replaceAll(',', ''))).toBe(n)
      }),
    )
  })

  it('shows a difference with its sign', () => {
    expect([signed(22), signed(-116), signed(0)]).toEqual(['+2.2', '−11.6', '0.0'])
  })

  it('puts households before persons', () => {
    expect(pair(640, 1180, 'zh-CN')).toBe('640 户 / 1,180 人')
    expect(pair(1, 1, 'en')).toBe('1 hh / 1 person')
  })
})

describe('days and times in words', () => {
  it('writes days as people of the language do', () => {
    expect(shortDay('2020-03-06', 'zh-CN')).toBe('3月6日')
    expect(shortDay('2020-03-06', 'en')).toBe('6 Mar')
    expect(longDay('2020-12-31', 'zh-CN')).toBe('2020年12月31日')
    expect(weekday('2020-03-26', 'zh-CN')).toBe('星期四')
    expect(weekday('2020-03-26', 'en')).toBe('Thursday')
  })

  it('leaves out the year only within the same year', () => {
    expect(nearDay('2020-01-08', '2020-03-26', 'zh-CN')).toBe('1月8日')
    expect(nearDay('2019-12-20', '2020-03-26', 'zh-CN')).toBe('2019年12月20日')
  })

  it('shows instants in Shanghai time across midnight', () => {
    expect(clockTime(new Date('2020-03-26T02:41:00Z'))).toBe('10:41')
    expect(moment(new Date('2020-03-25T16:05:00Z'), 'zh-CN')).toBe('3月26日 00:05')
  })
})

describe('templates for the browser', () => {
  it('fills places, groups numbers and leaves unknown places alone', () => {
    expect(fill('{n, number} 户，{who}', { n: 12_000 })).toBe('12,000 户，{who}')
  })
})
