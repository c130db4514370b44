import type { EventStatus } from '@/lib/events/schema'

/** Steps of a household event. The database refuses every other one. */
export const EVENT_STEPS = {
  PROPOSED: ['CHECKED', 'RETURNED', 'WITHDRAWN'],
  CHECKED: ['APPLIED', 'OFFERED'],
  OFFERED: ['APPLIED', 'REFUSED', 'WITHDRAWN'],
  APPLIED: ['UNDONE'],
  RETURNED: ['PROPOSED', 'WITHDRAWN'],
  WITHDRAWN: [],
  REFUSED: [],
  UNDONE: [],
} as const satisfies Record<EventStatus, readonly EventStatus[]>

export const mayStep = (from: EventStatus, to: EventStatus) =>
  (EVENT_STEPS[from] as readonly EventStatus[]).includes(to)
