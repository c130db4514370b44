import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'
import { AssignFieldInput } from '@/lib/support/schema'

/** Says which categories of measures a line department answers for; none takes its field away. Errors: NotFoundError. */
export const assignField = defineCommand({
  name: 'departmentField.assign',
  permission: 'support:type',
  input: AssignFieldInput,
  async run(ctx, { postingId, categories }): Promise<{ postingId: string }> {
    const posting = await ctx.db.posting.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: postingId, role: 'LINE_DEPARTMENT', actingPostingId: null },
      select: { countyCode: true, regionCode: true },
    })
    if (!posting) throw new NotFoundError()
    const { countyCode, regionCode } = posting
    const field = [...new Set(categories)]
    await ctx.db.departmentField.upsert({
      where: { countyCode_postingId: { countyCode, postingId } },
      create: { countyCode, regionCode, postingId, categories: field },
      update: { categories: field },
      select: { postingId: true },
    })
    return { postingId }
  },
})
