import 'server-only'
import { isOld, mayLook } from '@/lib/evidence/rules/views'
import type { Subject, SubjectKind } from '@/lib/evidence/schema'
import { tilesOf } from '@/lib/evidence/sql'
import type { Ctx } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { allOf, alone, mapped, type Part } from '@/lib/platform/together'

export const PAGE_SIZE = 48

/** A piece of evidence as a tile shows it. `mayLook` is false where this reader may know of it but not see it. */
export type Piece = {
  id: string
  kind: 'PHOTO' | 'PAPER'
  subject: Subject
  caption: string
  takenAt: Date | null
  receivedAt: Date
  isOnSite: boolean
  isOld: boolean
  seen: 'NEVER' | 'SAME' | 'ALIKE'
  showsMinor: boolean
  mayLook: boolean
  by: string
  isWithdrawn: boolean
}

export type Gallery = { pieces: Piece[]; total: number; older: string | null }

/** Of a household, of one of its records, of a finding alone, or of an entry of a village's year. */
type Asked = { householdId?: string; subject?: Subject; take?: number; from?: string }

export const TILE = {
  id: true,
  kind: true,
  subjectKind: true,
  subjectId: true,
  caption: true,
  takenAt: true,
  receivedAt: true,
  isOnSite: true,
  seenDistance: true,
  showsMinor: true,
  uploadedByName: true,
  withdrawnAt: true,
} as const

const ALONE: readonly SubjectKind[] = ['FINDING', 'TASK_ENTRY']

type Tile = {
  id: string
  kind: string
  subjectKind: string
  subjectId: string
  caption: string
  takenAt: Date | null
  receivedAt: Date
  isOnSite: boolean
  seenDistance: number | null
  showsMinor: boolean
  uploadedByName: string
  withdrawnAt: Date | null
}

/** The evidence of a household, of one of its records, or of a finding whatever it belongs to, newest first, a page at a time. Nothing beyond the scope. */
export async function listEvidence(ctx: Ctx, asked: Asked): Promise<Gallery> {
  return alone(ctx, gallery(ctx, asked))
}

/** The same, to be read with other parts. */
export function gallery(ctx: Ctx, { householdId, subject, take = PAGE_SIZE, from = '' }: Asked): Part<Gallery> {
  const isKnown =
    householdId === undefined ? subject && ALONE.includes(subject.kind) && isUuid(subject.id) : isUuid(householdId)
  if (!isKnown) return { statements: [], read: () => ({ pieces: [], total: 0, older: null }) }
  const parts = tilesOf({ scope: ctx.actor.scope, householdId, subject, before: readPlace(from), limit: take + 1 })
  return mapped(allOf(parts), ({ rows, totals }) => {
    const shown = rows.slice(0, take)
    const last = rows.length > take ? shown.at(-1) : undefined
    return {
      pieces: shown.map((row) => pieceOf(ctx, row)),
      total: totals[0]?.n ?? 0,
      older: last ? `${last.receivedAt.toISOString()}~${last.id}` : null,
    }
  })
}

/** What a tile says of a row to this reader; captions are free text and may speak of illness. */
export function pieceOf(ctx: Pick<Ctx, 'actor'>, row: Tile): Piece {
  const { role } = ctx.actor
  return {
    id: row.id,
    kind: row.kind as Piece['kind'],
    subject: { kind: row.subjectKind as SubjectKind, id: row.subjectId },
    caption: may(role, 'health:read') ? row.caption : '',
    takenAt: row.takenAt,
    receivedAt: row.receivedAt,
    isOnSite: row.isOnSite,
    isOld: isOld(row),
    seen: row.seenDistance === null ? 'NEVER' : row.seenDistance === 0 ? 'SAME' : 'ALIKE',
    showsMinor: row.showsMinor,
    mayLook: mayLook(role, row),
    by: row.uploadedByName,
    isWithdrawn: row.withdrawnAt !== null,
  }
}

function readPlace(text: string): { at: Date; id: string } | null {
  const [at = '', id = ''] = text.split('~')
  const instant = new Date(at)
  return isUuid(id) && !Number.isNaN(instant.getTime()) ? { at: instant, id } : null
}
