import 'server-only'
import { SetDayInput } from '@/lib/deadlines/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { countyOf } from '@/lib/regions/rules'

/**
 * Says how the county counts a day, with the reason; said again, the later word holds and the audit keeps the earlier one. Deadlines that run
 * already keep their day.
 */
export const setDay = defineCommand({
  name: 'calendar.set',
  permission: 'calendar:set',
  input: SetDayInput,
  async run(ctx, { day, ...said }) {
    const key = { appliesTo: countyOf(ctx.actor.scope), day: dateOf(day) }
    const by = { setBy: ctx.actor.userId, setByName: ctx.actor.name, setAt: ctx.now }
    await ctx.db.countyCalendarDay.upsert({
      where: { appliesTo_day: key },
      create: { ...key, ...said, ...by },
      update: { ...said, ...by },
      select: { day: true },
    })
    return { day }
  },
})
