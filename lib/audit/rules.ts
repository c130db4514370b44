import { createHash, createHmac, type Hash, type KeyObject } from 'node:crypto'
import type { Anchor, Finding, Seal } from './schema'

export const FIRST_PREVIOUS = '0'.repeat(64)

const NEWLINE = Buffer.of(10)

/** What a seal says about its entries: how many, which, and the SHA-256 of all their lines in order. */
export class Tally {
  count = 0
  firstId: bigint | null = null
  lastId: bigint | null = null
  private readonly hash: Hash = createHash('sha256')

  add(id: bigint, line: Buffer): void {
    this.count++
    if (this.firstId === null || id < this.firstId) this.firstId = id
    if (this.lastId === null || id > this.lastId) this.lastId = id
    this.hash.update(line).update(NEWLINE)
  }

  digest(): string {
    return this.hash.digest('hex')
  }
}

/** HMAC-SHA-256 over the seal before it, its own number, span, figures and time, and the digest of its entries. */
export function sealHmac(key: KeyObject, previous: string, seal: Omit<Seal, 'hmac'>, digest: string): string {
  const { sealNo, fromTx, toTx, entryCount, lastId, sealedAt } = seal
  const parts = [previous, sealNo, fromTx, toTx, entryCount, lastId, sealedAt, digest]
  return createHmac('sha256', key).update(parts.join('\n')).digest('hex')
}

/** Seals whose numbers or spans do not follow one another. */
export function brokenOrder(seals: readonly Seal[]): Finding[] {
  const found: Finding[] = []
  let next = 1
  let from = 0n
  for (const seal of seals) {
    if (seal.sealNo !== next) found.push({ code: 'sealMissing', params: { seal: next } })
    else if (seal.fromTx !== from) found.push({ code: 'spanBroken', params: { seal: seal.sealNo } })
    next = seal.sealNo + 1
    from = seal.toTx
  }
  return found
}

/** What the anchors outside the database say against its seals. Only the very last seal may not have its anchor yet. */
export function brokenAnchors(seals: readonly Seal[], anchors: readonly Anchor[]): Finding[] {
  const found: Finding[] = []
  const anchored = new Map(anchors.map((anchor) => [anchor.seal, anchor]))
  const last = seals.at(-1)?.sealNo ?? 0
  for (const seal of seals) {
    const anchor = anchored.get(seal.sealNo)
    if (anchor && anchor.hmac !== seal.hmac) found.push({ code: 'anchorDiffers', params: { seal: seal.sealNo } })
    if (!anchor && seal.sealNo !== last) found.push({ code: 'anchorMissing', params: { seal: seal.sealNo } })
  }
  for (const anchor of anchors) {
    if (anchor.seal > last)
      found.push({ code: 'tailCut', params: { seal: anchor.seal, count: anchor.count, id: anchor.lastId } })
  }
  return found
}
