import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'

type Asked = { text: string; name?: string; values?: readonly unknown[] }
type Answer = { fields: unknown[]; rows: unknown[]; rowCount: number | null }

const NOTHING: Answer = { fields: [], rows: [], rowCount: null }
type Release = (error?: Error | boolean) => void

const outside = AsyncLocalStorage.snapshot()
const ENDS = new Set(['COMMIT', 'ROLLBACK'])

/**
 * A connection on which a transaction opens together with its first statement: every request begins one and then says its scope, and the way to
 * the database and back costs more than either. What has parameters or a plan of its own cannot be joined and follows an opening as usual.
 */
export class OpeningClient extends pg.Client {
  #opens = false
  #release: Release | undefined

  // A connection and the pool's clock for the idle outlive the request in which they are made; inside it, they would keep all of it in memory.
  get release(): Release {
    return (error) => outside(() => this.#release?.(error))
  }

  set release(release: Release) {
    this.#release = release
  }

  // biome-ignore lint/suspicious/noExplicitAny: the driver's own has several forms
  override connect(...asked: any[]): any {
    return outside(() => super.connect(...(asked as [])))
  }

  // biome-ignore lint/suspicious/noExplicitAny: the driver's own has a dozen forms
  override query(...asked: any[]): any {
    const [first] = asked
    if (asked.length !== 1 || typeof first !== 'object' || typeof (first as Asked).text !== 'string')
      return super.query(...(asked as [string]))
    return this.#ask(first as Asked)
  }

  async #ask(asked: Asked): Promise<Answer> {
    if (asked.text === 'BEGIN') {
      this.#opens = true
      return NOTHING
    }
    if (!this.#opens) return this.#send(asked)
    this.#opens = false
    if (ENDS.has(asked.text)) return NOTHING
    if (!asked.name && !asked.values?.length) return this.#send({ ...asked, text: `BEGIN; ${asked.text}` })
    await this.#send({ text: 'BEGIN' })
    return this.#send(asked)
  }

  async #send(asked: Asked): Promise<Answer> {
    const answer = (await super.query(asked as pg.QueryConfig)) as Answer | Answer[]
    return Array.isArray(answer) ? (answer.at(-1) as Answer) : answer
  }
}
