import { MAX_BYTES } from '@/lib/evidence/rules/content'
import { PIECE_BYTES, piecesOf } from '@/lib/platform/files/pieces'

/** Pieces that the largest file comes in. */
export const MOST_PIECES = piecesOf(MAX_BYTES)

export const isOnePiece = ({ size }: { size: number }): boolean => size <= PIECE_BYTES

/** How the sum of a whole file is written. */
export const SUM = /^[0-9a-f]{8}$/
