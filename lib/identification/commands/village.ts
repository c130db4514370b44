import 'server-only'
import { procedureToStep, takeStep } from '@/lib/identification/commands/step'
import { isPhotoOf } from '@/lib/identification/queries/appraisal-photos'
import { getConditions } from '@/lib/identification/queries/conditions'
import { verdictOf } from '@/lib/identification/rules/conditions'
import {
  isAboutMonitoring,
  isCarried,
  PUBLICITY_PARAMETERS,
  publicity,
  quorumOf,
} from '@/lib/identification/rules/steps'
import { AgreeInput, AppraiseInput, ObjectInput, PublishInput, VerifyInput } from '@/lib/identification/schema'
import { listParameterRows } from '@/lib/parameters/queries'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError } from '@/lib/platform/errors'

/**
 * The home check by two or more, with the data comparison. What the register knows decides where it can; an exclusion case ends in a
 * rejection, not in a check that passed.
 */
export const verifyProcedure = defineCommand({
  name: 'identification.verify',
  permission: 'identification:verify',
  input: VerifyInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'verify')
    if (isAboutMonitoring(procedure.kind)) throw new DomainError('identification.notNow')
    if (input.exclusions.length > 0 && procedure.kind === 'IDENTIFICATION')
      throw new DomainError('identification.excluded', {}, 'exclusions')
    const conditions = await getConditions(ctx, procedure)
    const verdict = verdictOf(procedure.kind, conditions)
    if (verdict === 'NO') throw new DomainError('identification.conditionsUnmet')
    if (verdict === 'ASK' && !input.acknowledged)
      throw new DomainError('identification.acknowledge', {}, 'acknowledged')
    await takeStep(ctx, procedure, step, {
      on: input.on,
      record: {
        officers: input.officers,
        compared: true,
        note: input.note,
        conditions: JSON.parse(JSON.stringify(conditions)),
      },
      data: { verifiedBy: ctx.actor.userId },
    })
    return { procedureId: procedure.id }
  },
})

/** The household that is to leave poverty agrees and signs (拟退出户签字认可). */
export const agreeProcedure = defineCommand({
  name: 'identification.agree',
  permission: 'identification:verify',
  input: AgreeInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'agree')
    const { on, signer, note } = input
    await takeStep(ctx, procedure, step, { on, record: { signer, note } })
    return { procedureId: procedure.id }
  },
})

/**
 * The villagers' representatives appraise (民主评议): enough must be present, more than half of those present must be for it, and a photo of it
 * must hang on the procedure.
 */
export const appraiseProcedure = defineCommand({
  name: 'identification.appraise',
  permission: 'identification:verify',
  input: AppraiseInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'appraise')
    const { on, procedureId: _id, version: _version, ...record } = input
    const rows = await listParameterRows(ctx, ['identify.appraisalQuorum'])
    const least = quorumOf(rows, procedure.regionCode, on, input.should)
    if (input.present < least) throw new DomainError('identification.tooFewPresent', { n: least }, 'present')
    if (!isCarried(input.votesFor, input.present)) throw new DomainError('identification.notCarried', {}, 'votesFor')
    if (!(await isPhotoOf(ctx, procedure, input.photo)))
      throw new DomainError('identification.photoNeeded', {}, 'photo')
    await takeStep(ctx, procedure, step, { on, record })
    return { procedureId: procedure.id }
  },
})

const publishing = (name: 'publish' | 'publishAgain') =>
  defineCommand({
    name: `identification.${name}`,
    permission: 'identification:verify',
    input: PublishInput,
    async run(ctx, input) {
      const { procedure, step } = await procedureToStep(ctx, input, name)
      const { on, place, phone } = input
      const rows = await listParameterRows(ctx, PUBLICITY_PARAMETERS)
      const { days, over } = publicity(rows, procedure.regionCode, on, procedure.kind)
      await takeStep(ctx, procedure, step, {
        on,
        record: { place, phone, days, over },
        data: { mayGoOnFrom: dateOf(over) },
      })
      return { procedureId: procedure.id, over }
    },
  })

/** The first publicity, in the village, for its full days. */
export const publishProcedure = publishing('publish')

/** The second publicity, after the township's review. */
export const publishProcedureAgain = publishing('publishAgain')

/** An objection against a publicity leads back to the home check. */
export const objectToProcedure = defineCommand({
  name: 'identification.object',
  permission: 'identification:verify',
  input: ObjectInput,
  async run(ctx, input) {
    const { procedure, step } = await procedureToStep(ctx, input, 'object')
    const { on, from, content } = input
    await takeStep(ctx, procedure, step, { on, record: { from, content } })
    return { procedureId: procedure.id }
  },
})
