import { describe, expect, it } from 'vitest'
import { describe as describeError, scrub } from '@/lib/platform/log'

describe('the log', () => {
  it('names nobody', () => {
    const error = new Error(
      'Invalid `db.person.create()`:\n{ name: "王秀英", id: "130730199001011234" }\nvalue 王秀英 of 13812345678 is "too long"',
    )
    const line = JSON.stringify(describeError(Object.assign(error, { code: 'P2000' })))
    expect(line).not.toMatch(/王秀英|130730|138123/)
    expect(line).toContain('P2000')
  })
  it('keeps what a fault is about', () => {
    expect(scrub('connect ECONNREFUSED 127.0.0.1:5432')).toBe('connect ECONNREFUSED 127.0.0.1:5432')
    expect(scrub('户号 130799100001000001 of 李 4')).not.toMatch(/1307|李/)
    expect(scrub('卡 6222 0210 0101 0123 456 x')).not.toMatch(/6222/)
  })
})
