import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { getTranslations } from '@/lib/i18n/server'
import { keepTeamAction } from '@/lib/inspections/actions'
import type { CampaignView } from '@/lib/inspections/queries/campaign'

type Team = CampaignView['teams'][number]

/** The teams of a campaign, and the forms that set them up and change them. */
export async function TeamPart({ campaign }: Readonly<{ campaign: CampaignView }>) {
  const t = await getTranslations('inspections')
  const { teams, team: choices } = campaign
  const form = (id: string, team?: Team) =>
    choices && (
      <StepForm
        action={keepTeamAction}
        prefix={`team-${id}-`}
        hidden={{ commandId: crypto.randomUUID(), id, campaignId: campaign.id }}
        fields={[
          { name: 'name', label: t('teams.name'), type: 'text', max: 40, value: team?.name, needed: true },
          {
            name: 'members',
            label: `${t('teams.members')} (${t('teams.membersNote')})`,
            type: 'picks',
            cols: 2,
            picked: team?.memberIds,
            options: choices.people.map((each) => ({
              value: each.id,
              label: [each.name, each.unit, each.title].filter(Boolean).join(' '),
            })),
          },
          { name: 'companions', label: t('teams.companions'), type: 'text', max: 200, value: team?.companions },
          {
            name: 'regions',
            label: t('teams.regions'),
            type: 'picks',
            picked: team?.villages,
            options: [
              ...choices.places,
              ...campaign.villages
                .filter(
                  ({ village }) =>
                    team?.villages.includes(village) && !choices.places.some(({ code }) => code === village),
                )
                .map(({ village, name }) => ({ code: village, name })),
            ].map(({ code, name }) => ({ value: code, label: name })),
          },
        ]}
        submit={t('teams.save')}
        busy={t('teams.busy')}
        look="plain"
      />
    )
  return (
    <div className="grid gap-3">
      {teams.length === 0 && <p className="text-ink-3">{t('teams.none')}</p>}
      {teams.map((team) => (
        <div key={team.id} className="border-b border-hair pb-2">
          <p>
            <b>{team.name}</b> {team.members.join(' ')} {team.companions}{' '}
            <span className="text-13 text-ink-3">{t('teams.villages', { n: team.villages.length })}</span>
          </p>
          {choices && <Reveal summary={t('teams.change', { name: team.name })}>{form(team.id, team)}</Reveal>}
        </div>
      ))}
      {choices && (
        <Reveal summary={t('teams.add')} open={teams.length === 0 && campaign.rounds > 0}>
          {form(campaign.newId)}
        </Reveal>
      )}
    </div>
  )
}
