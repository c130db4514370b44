import type { MeasureTypeRow, ReliefMeasureRow } from '@/prisma/catalogue/read'
import type { DemoOfficer, DemoTables } from './demo-relief'
import type { Random } from './random'

type Stage = {
  random: Random
  types: readonly MeasureTypeRow[]
  named: readonly ReliefMeasureRow[]
  officers: Record<'township' | 'office', DemoOfficer>
}

/** The measures that the demo county's payouts are; what was recovered whole is cancelled. Each application comes to know its own. */
export function measuresOfPayouts(
  applications: DemoTables[string],
  { random, types, named, officers }: Stage,
): DemoTables[string] {
  return applications
    .filter(({ disbursed_on }) => disbursed_on !== null)
    .map((application) => {
      const { line, manner, disbursed_on: on, status } = application
      const name = named.find((each) => each.line === line && each.manner === manner) as ReliefMeasureRow
      const type = types.find(({ code }) => code === name.typeCode) as MeasureTypeRow
      const by = application.disbursed_by === officers.office.id ? officers.office : officers.township
      const isOff = status === 'REVOKED'
      const id = random.uuid()
      application.measure_id = id
      return {
        county_code: application.county_code as string,
        id,
        region_code: application.region_code as string,
        household_id: application.household_id as string,
        type_code: type.code,
        title: type.nameZh,
        scale: (application.goods as string) || (application.post_title as string),
        unit: by === officers.office ? '县乡村振兴局' : '镇政府',
        responsible: by.name,
        planned_on: on as string,
        finish_by: on as string,
        started_on: on as string,
        delivered_on: on as string,
        counts_on: on as string,
        form: type.form,
        amount_fen: application.granted_fen as number,
        fund_source: name.fundSource,
        case_id: null,
        plan_id: null,
        project_id: null,
        effect: '',
        status: isOff ? 'CANCELLED' : 'DELIVERED',
        recorded_by: by.id,
        recorded_by_name: by.name,
        recorded_at: `${on}T02:00:00Z`,
        started_by: by.id,
        started_by_name: by.name,
        delivered_by: by.id,
        delivered_by_name: by.name,
        confirmed_on: null,
        confirmed_by: null,
        confirmed_by_name: null,
        signer: null,
        cancelled_on: isOff ? (application.last_step_on as string) : null,
        cancelled_by: isOff ? by.id : null,
        cancelled_by_name: isOff ? by.name : null,
        cancel_reason: isOff ? 'OTHER' : null,
        version: 1,
      }
    })
}
