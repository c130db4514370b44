import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { POST } from '@/app/(prefs)/preferences/route'

const HOME = 'http://county.test'

function send(fields: Record<string, string>, headers: Record<string, string>) {
  return POST(
    new NextRequest(`${HOME}/preferences`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { host: 'county.test', ...headers },
    }),
  )
}

describe('the preferences form', () => {
  it('keeps the language and goes back to the page it stood on', async () => {
    const answer = await send({ locale: 'en' }, { origin: HOME, referer: `${HOME}/households?q=wang` })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/households?q=wang')
    expect(answer.cookies.get('locale')?.value).toBe('en')
  })

  it('takes only languages and appearances that exist', async () => {
    const answer = await send({ locale: 'xx', theme: '"><script>' }, { origin: HOME })
    expect(answer.cookies.getAll()).toEqual([])
  })

  it('serves no form of another site, nor one that hides where it comes from', async () => {
    expect((await send({ theme: 'dark' }, { origin: 'http://other.test' })).status).toBe(403)
    expect((await send({ theme: 'dark' }, { origin: 'null' })).status).toBe(403)
    expect((await send({ theme: 'dark' }, {})).status).toBe(403)
  })

  it('never sends the reader to another site', async () => {
    for (const referer of [`${HOME}//other.test/x`, 'http://other.test/x', 'javascript:alert(1)']) {
      const answer = await send({ theme: 'dark' }, { origin: HOME, referer })
      expect(answer.headers.get('location'), referer).toMatch(/^\/(?![/\\])/)
    }
  })
})
