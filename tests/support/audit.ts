import { createSecretKey, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { anchorsPath } from '@/lib/audit/anchors'
import { sealOnce } from '@/lib/audit/seal'
import { verifyAudit } from '@/lib/audit/verify'
import { now } from '@/lib/platform/clock'
import { closeSession, openSession } from '@/lib/platform/session-store'
import { aClue, aHousehold, anActor, aVisit, type BuiltHousehold, layGround, owner, PLACES } from './builders'

/** A small audited world of its own: a few seals over a few households, and the means to tamper with it and to mend it. */
export class AuditedWorld {
  readonly key = createSecretKey(randomBytes(32))
  private readonly data = mkdtempSync(join(tmpdir(), 'audit-'))
  readonly anchors = anchorsPath(this.data)
  whole = ''
  private constructor(
    readonly client: pg.PoolClient,
    public household: BuiltHousehold,
  ) {}

  static async make(): Promise<AuditedWorld> {
    await layGround()
    const world = new AuditedWorld(await owner().connect(), await aHousehold())
    const cadre = await anActor('VILLAGE_CADRE', PLACES.village, 'VILLAGE')
    for (let round = 0; round < 4; round++) {
      world.household = await aHousehold()
      await aVisit(world.household, cadre)
      await world.touch()
      await aClue(world.household, cadre)
      await world.sealAll()
    }
    const { sid } = await openSession(
      { userId: cadre.userId, postingId: cadre.postingId, isPhone: false, userAgent: '' },
      now(),
    )
    await closeSession(sid, 'signedOut', now())
    await world.sealAll()
    await world.keep()
    return world
  }

  async touch(): Promise<void> {
    await this.client.query("UPDATE household SET address = '村东头', version = version + 1 WHERE id = $1", [
      this.household.id,
    ])
  }

  report() {
    return verifyAudit(this.client, this)
  }

  async findings() {
    return (await this.report()).findings
  }

  async codes() {
    return (await this.findings()).map(({ code }) => code)
  }

  seal() {
    return sealOnce(this.client, { key: this.key, anchors: this.anchors, at: () => new Date('2026-03-26T00:00:00Z') })
  }

  /** Seals everything; another database of the same server may hold transactions open for a moment. */
  async sealAll(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      await this.seal()
      if ((await this.report()).unsealed === 0) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('not all could be sealed')
  }

  /** What somebody with the owner's password can do: switch the guards off, and on again. */
  async tamper(...statements: string[]): Promise<void> {
    await this.client.query('ALTER TABLE audit_entry DISABLE TRIGGER USER; ALTER TABLE audit_seal DISABLE TRIGGER USER')
    for (const statement of statements) await this.client.query(statement)
    await this.client.query('ALTER TABLE audit_entry ENABLE TRIGGER USER; ALTER TABLE audit_seal ENABLE TRIGGER USER')
  }

  /** Remembers the audit as it is now, for `restore`. */
  async keep(): Promise<void> {
    await this.client.query(
      'DROP TABLE IF EXISTS kept_entry, kept_seal; CREATE TABLE kept_entry AS TABLE audit_entry; CREATE TABLE kept_seal AS TABLE audit_seal',
    )
    this.whole = readFileSync(this.anchors, 'utf8')
  }

  async restore(): Promise<void> {
    await this.tamper(
      'DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM kept_entry; DELETE FROM audit_seal; INSERT INTO audit_seal SELECT * FROM kept_seal',
    )
    writeFileSync(this.anchors, this.whole)
  }

  end(): void {
    this.client.release()
    rmSync(this.data, { recursive: true })
  }
}
