import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCommon, judgePassword, localPath } from '@/lib/users/rules/door'

const person = { username: 'zhang-san01', name: '张三丰' }

describe('a new password', () => {
  it('has 12 to 128 characters, of any kind', () => {
    expect(judgePassword('青山不老绿水长流', person)).toBe('short')
    expect(judgePassword('青山不老绿水长流记得回家', person)).toBeNull()
    expect(judgePassword('x9!kQ2#vL7@w', person)).toBeNull()
    expect(judgePassword('correct horse battery staple', person)).toBeNull()
    expect(judgePassword('村口的老槐树每年五月开花 '.repeat(12), person)).toBe('long')
  })

  it('names neither the account nor the person', () => {
    for (const password of ['my zhang-san01 key', 'ZhangSan01-mima-2x9', '张三丰的秘密密码本子', 'zhangsanfeng!7kq']) {
      expect(judgePassword(password.padEnd(12, '~'), person)).toBe('personal')
    }
  })

  it('is not well known, nor well-known pieces in a row', () => {
    for (const password of [
      'password1234',
      'Password@2026',
      'P@ssw0rd12345',
      'qwertyuiop123',
      '123456789012',
      '111111111111',
      'abcabcabcabc',
      'woaini5201314',
      'iloveyou1314520',
      'admin@123456789',
      'Fangxian-demo-2026',
      'zhangjiakou2026',
      '1qaz2wsx3edc',
      'aaaaaaaaaaaa!',
      '一二一二一二一二一二一二',
      'fupin-xiangcun-123',
      '19900101password',
      'Welcome2Fangxian',
      'asdfghjkl;123456',
    ]) {
      expect([password, isCommon(password)]).toEqual([password, true])
    }
  })

  it('may be a sentence of one’s own', () => {
    for (const password of [
      '我家后山有七棵老核桃树',
      'the goat ate 3 of my shoes',
      'Kx7#mQ9vLp2w',
      'ganbadedouyouli-78v',
      'yu3shui lvyou hao',
    ]) {
      expect([password, isCommon(password)]).toEqual([password, false])
    }
  })
})

describe('the page after sign-in', () => {
  it('is a page of ours', () => {
    expect(localPath('/households?status=poor&page=2')).toBe('/households?status=poor&page=2')
    expect(localPath('/')).toBe('/')
  })
  it('is never another host, another door, or not a path', () => {
    for (const wanted of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/%09/evil\t',
      '',
      null,
      undefined,
      7,
      '/login',
      '/api/auth/signout',
      '/invitation/x',
      '\\\\evil',
      ' /x',
      '/a\nb',
      '/x/..//evil.example',
      'http:/evil',
    ]) {
      const path = localPath(wanted)
      expect(new URL(path, 'http://here.invalid').host).toBe('here.invalid')
      expect(path.startsWith('//')).toBe(false)
      if (typeof wanted === 'string' && /login|api|invitation/.test(wanted)) expect(path).toBe('/')
    }
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => new URL(localPath(text), 'http://here.invalid').host === 'here.invalid',
      ),
    )
  })
})
