import type { ExportStatus } from '@/lib/exports/schema'

/** Steps of an export. The database refuses every other one. */
export const EXPORT_STEPS = {
  REQUESTED: ['APPROVED', 'REFUSED', 'EXPIRED'],
  APPROVED: ['READY', 'FAILED', 'EXPIRED'],
  REFUSED: [],
  READY: ['FETCHED', 'EXPIRED'],
  FETCHED: ['EXPIRED'],
  EXPIRED: [],
  FAILED: ['APPROVED', 'EXPIRED'],
} as const satisfies Record<ExportStatus, readonly ExportStatus[]>
