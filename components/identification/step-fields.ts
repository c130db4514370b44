import type { StepField } from '@/components/shell/step-field'
import type { Option } from '@/components/ui/select'
import { EXCLUSIONS, type ProcedureKind, REJECT_REASONS, type StepName } from '@/lib/identification/schema'

type Say = (key: string, values?: Record<string, string | number>) => string

type About = {
  kind: ProcedureKind
  verdict: 'YES' | 'ASK' | 'NO'
  reviewers: number
  lastStepOn: string
  today: string
  /** Photos on the procedure, and where one is added. */
  photos: readonly Option[]
  addPhoto: string
}

/** The fields that each step asks for, in the reader's words. */
export function stepFields(t: Say, step: StepName, about: About): StepField[] {
  const label = (name: string) => t(`fields.${name}`)
  const text = (name: string, max: number): StepField => ({ name, label: label(name), type: 'text', max })
  const long = (name: string, max: number): StepField => ({ name, label: label(name), type: 'long', max })
  const number = (name: string): StepField => ({ name, label: label(name), type: 'count', max: 4, needed: true })
  const people = (name: string, words = label(name)): StepField => ({
    name,
    label: words,
    type: 'long',
    max: 300,
    hint: t('hints.names'),
  })
  const tick = (name: string): StepField => ({ name, label: label(name), type: 'tick' })
  const on: StepField = {
    name: 'on',
    label: label('on'),
    type: 'day',
    value: about.today,
    least: about.lastStepOn,
    most: about.today,
  }
  switch (step) {
    case 'verify':
      return [
        on,
        people('officers'),
        tick('compared'),
        ...(about.kind === 'IDENTIFICATION'
          ? [
              {
                name: 'exclusions',
                label: label('exclusions'),
                type: 'picks' as const,
                cols: 1,
                options: EXCLUSIONS.map((value) => ({ value, label: t(`exclusions.${value}`) })),
              },
            ]
          : []),
        ...(about.verdict === 'ASK' ? [tick('acknowledged')] : []),
        long('note', 500),
      ]
    case 'agree':
      return [on, text('signer', 60), long('note', 300)]
    case 'appraise':
      return [
        on,
        {
          name: 'photo',
          label: label('photo'),
          type: 'photo',
          hint: about.photos.length > 0 ? undefined : t('hints.photo'),
          options: about.photos,
          picked: about.photos.length === 1 ? about.photos.map(({ value }) => value) : [],
          add: { href: about.addPhoto, label: t('page.addPhoto') },
        },
        text('place', 80),
        text('chair', 60),
        number('should'),
        number('present'),
        number('votesFor'),
        number('votesAgainst'),
        number('votesAbstain'),
        long('minutes', 1_000),
      ]
    case 'publish':
    case 'publishAgain':
      return [on, text('place', 80), text('phone', 40)]
    case 'object':
      return [on, text('from', 60), long('content', 500)]
    case 'review':
      return [
        on,
        people(
          'reviewers',
          about.reviewers > 1 ? t('fields.reviewersExit', { n: about.reviewers }) : label('reviewers'),
        ),
        long('opinion', 500),
      ]
    case 'approve':
      return [on, text('document', 120), long('opinion', 500)]
    case 'announce':
      return [on, text('place', 80), text('document', 120)]
    case 'register':
      return [on, text('handbookNo', 40)]
    case 'return':
      return [on, long('reason', 300)]
    case 'reject':
      return [
        on,
        {
          name: 'reason',
          label: label('reason'),
          type: 'select',
          options: REJECT_REASONS.map((value) => ({ value, label: t(`rejects.${value}`) })),
        },
        long('note', 300),
      ]
    default:
      return [on]
  }
}
