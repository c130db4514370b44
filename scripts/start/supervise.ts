import type { ChildProcess } from 'node:child_process'
import pg from 'pg'
import { type Database, openDatabase } from '../database/open'
import { fail, say } from '../words.mjs'
import { end } from './children'
import { logFile, type Serving, serve, tail } from './serve'

// The start-up check of the application ends with this code (EX_CONFIG): trying again would change nothing.
const refusedToServe = 78

/** Keeps the application and its database alive until `stop`; a process that falls again and again ends the whole. */
export class Supervisor {
  private child: ChildProcess
  private watch: pg.Client | null = null
  private stopping = false
  private falls: number[] = []

  constructor(
    private serving: Serving,
    private database: Database,
    child: ChildProcess,
    private readonly giveUp: () => void,
  ) {
    this.child = child
    this.guardApplication()
    if (database.kind === 'embedded') void this.guardDatabase()
  }

  private guardApplication(): void {
    this.child.once('exit', (code, signal) => {
      if (this.stopping) return
      say(`应用意外退出（${signal ?? code}）。`, `The application ended unexpectedly (${signal ?? code}).`)
      if (code === refusedToServe || this.fallsTooOften()) return this.surrender()
      this.child = serve(this.serving)
      this.guardApplication()
      say('应用已重新启动。', 'The application is started again.')
    })
  }

  private async guardDatabase(): Promise<void> {
    const watch = new pg.Client({
      connectionString: this.database.ownerUrl,
      keepAlive: true,
      application_name: 'fangxian-launcher',
    })
    this.watch = watch
    let lost = false
    const lose = () => {
      if (lost || this.stopping) return
      lost = true
      void this.restartDatabase()
    }
    watch.on('error', lose)
    watch.on('end', lose)
    await watch.connect().catch(lose)
  }

  private async restartDatabase(): Promise<void> {
    say('数据库意外停止，正在恢复。', 'The database stopped unexpectedly and is being recovered.')
    if (this.fallsTooOften()) return this.surrender()
    try {
      const database = await openDatabase({ data: this.serving.data, name: this.database.name })
      if (this.stopping) return await database.stop()
      const moved = database.appUrl !== this.database.appUrl
      this.database = database
      this.serving = { ...this.serving, appUrl: database.appUrl }
      say('数据库已恢复。', 'The database is back.')
      await this.guardDatabase()
      if (moved) this.child.kill('SIGTERM')
    } catch (error) {
      fail(error)
      this.giveUp()
    }
  }

  private fallsTooOften(): boolean {
    const now = performance.now()
    this.falls = [...this.falls.filter((at) => now - at < 60_000), now]
    return this.falls.length > 5
  }

  private surrender(): void {
    process.stderr.write(`${tail(this.serving.log ?? logFile(this.serving.data))}\n`)
    say('无法继续运行，正在停止。', 'It cannot go on and is stopping.')
    this.giveUp()
  }

  get ownerUrl(): string {
    return this.database.ownerUrl
  }

  /** Ends the application, lets `between` do its last work on the database, then ends the database. */
  async stop(between: () => Promise<void>): Promise<void> {
    this.stopping = true
    await end(this.child)
    await between()
    await this.watch?.end().catch(() => {})
    await this.database.stop()
  }
}
