import type { ChildProcess } from 'node:child_process'
import pg from 'pg'
import { type Database, openDatabase } from '../database/open'
import { fail, say } from '../words.mjs'
import { end } from './children'
import { logFile, type Serving, serve, tail } from './serve'

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
      say(
        `应用意外退出（${signal ?? code}），正在重新启动。`,
        `The application ended unexpectedly (${signal ?? code}) and is being restarted.`,
      )
      if (this.fallsTooOften()) return
      this.child = serve(this.serving)
      this.guardApplication()
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
    if (this.fallsTooOften()) return
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
    if (this.falls.length <= 5) return false
    process.stderr.write(`${tail(this.serving.log ?? logFile(this.serving.data))}\n`)
    say('一分钟内多次意外退出，停止运行。', 'It fell too often within a minute; stopping.')
    this.giveUp()
    return true
  }

  async stop(): Promise<void> {
    this.stopping = true
    await end(this.child)
    await this.watch?.end().catch(() => {})
    await this.database.stop()
  }
}
