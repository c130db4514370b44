import { randomUUID } from 'node:crypto'
import { PROJECT_STATUSES, type ProjectStatus } from '@/lib/support/schema/project'
import { insert, owner, PLACES } from './builders'

/** A project of the first township in a status, without money. */
export async function aProject(
  status: ProjectStatus = 'POOL',
  regionCode: string = PLACES.township,
  id: string = randomUUID(),
): Promise<string> {
  const at = PROJECT_STATUSES.indexOf(status)
  await insert('support_project', {
    county_code: regionCode.slice(0, 6),
    id,
    region_code: regionCode,
    project_no: id.slice(0, 18),
    name: '肉羊养殖小区',
    batch: '2026年第一批',
    kind: 'INDUSTRY',
    unit: '乡农业站',
    responsible: '李志强',
    status,
    progress: at >= PROJECT_STATUSES.indexOf('COMPLETED') ? 100 : 0,
    entered_on: '2026-01-10',
    started_on: at >= PROJECT_STATUSES.indexOf('STARTED') ? '2026-02-01' : null,
    completed_on: at >= PROJECT_STATUSES.indexOf('COMPLETED') ? '2026-03-01' : null,
    last_step_on: '2026-01-10',
  })
  return id
}

export const projectRow = async (id: string) =>
  (await owner().query('SELECT * FROM support_project WHERE id = $1', [id])).rows[0]
