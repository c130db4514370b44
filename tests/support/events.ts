import { randomUUID } from 'node:crypto'
import { acceptEvent, refuseEvent } from '@/lib/events/commands/answer'
import { checkEvent } from '@/lib/events/commands/check'
import { returnEvent, undoEvent, withdrawEvent } from '@/lib/events/commands/decide'
import { proposeEvent } from '@/lib/events/commands/propose'
import type { EventKind } from '@/lib/events/schema'
import { checkDigit } from '@/lib/households/rules/id-number'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute } from '@/lib/platform/command'
import { blindIndex, seal } from '@/lib/platform/fields'
import { type BuiltHousehold, owner } from './builders'
import { said } from './outbox'

const COMMANDS = {
  propose: proposeEvent,
  check: checkEvent,
  return: returnEvent,
  withdraw: withdrawEvent,
  accept: acceptEvent,
  refuse: refuseEvent,
  undo: undoEvent,
} as unknown as Record<string, Command>

/** A day of the tests' clock on which events happen. */
export const DAY = '2026-03-10'

/** A proposal as the form sends it. */
export function aProposal(household: BuiltHousehold, kind: EventKind, over: Record<string, unknown> = {}) {
  return { eventId: randomUUID(), householdId: household.id, kind, effectiveOn: DAY, newId: randomUUID(), ...over }
}

/** Does one verb of an event; answers the outcome in one word, or the code of the rule that refused. */
export async function does(actor: Actor, verb: keyof typeof COMMANDS, input: unknown): Promise<string> {
  return said(execute(actor, COMMANDS[verb] as Command, input, { id: randomUUID() }))
}

export async function eventRow(eventId: string) {
  const { rows } = await owner().query('SELECT * FROM household_event WHERE id = $1', [eventId])
  return rows[0]
}

/** Decides an event as it stands now. */
export async function decides(
  actor: Actor,
  verb: 'check' | 'return' | 'withdraw' | 'undo',
  eventId: string,
  over = {},
) {
  const { version } = await eventRow(eventId)
  return does(actor, verb, { eventId, version, ...(verb === 'return' ? { reason: '请补证明' } : {}), ...over })
}

/** Proposed by one, checked by another: carried out. Answers the event's id. */
export async function happens(
  [proposer, checker]: readonly [Actor, Actor],
  household: BuiltHousehold,
  kind: EventKind,
  over: Record<string, unknown> = {},
): Promise<string> {
  const proposal = aProposal(household, kind, over)
  const proposed = await does(proposer, 'propose', proposal)
  if (proposed !== 'done') throw new Error(`${kind} not proposed: ${proposed}`)
  const checked = await decides(checker, 'check', proposal.eventId)
  if (checked !== 'done') throw new Error(`${kind} not checked: ${checked}`)
  return proposal.eventId
}

/** A household with its members, as they stand and as they stood. */
export async function household(id: string) {
  const { rows } = await owner().query(
    `SELECT h.head_name, h.member_count, h.is_active, h.left_on::text, h.left_reason, h.region_code, h.household_type, h.per_capita_income_fen,
      (SELECT jsonb_object_agg(p.name, m.relation) FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.household_id = h.id AND m.valid_to IS NULL) AS members
     FROM household h WHERE h.id = $1`,
    [id],
  )
  return rows[0]
}

/** Everything of the register, without what follows from it or counts changes: for saying that nothing is different. */
export async function register() {
  const { rows } = await owner().query(`SELECT
    (SELECT jsonb_agg(to_jsonb(h) - ARRAY['version', 'updated_at', 'name_grams'] ORDER BY h.id) FROM household h) AS households,
    (SELECT jsonb_agg(to_jsonb(p) - 'version' ORDER BY p.id) FROM person p) AS persons,
    (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.id) FROM membership m) AS memberships,
    (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id) FROM household_helper x) AS helpers,
    (SELECT jsonb_agg(to_jsonb(x) - 'version' ORDER BY x.id) FROM visit_promise x) AS promises,
    (SELECT jsonb_agg(to_jsonb(x) - 'version' ORDER BY x.id) FROM clue x) AS clues`)
  return rows[0]
}

/** An invented ID number, of province 99, with day of birth and sex. */
export function anIdNumber(birthDate: string, sex: 'M' | 'F', serial: number): string {
  const first17 = `990101${birthDate.replaceAll('-', '')}${String(serial * 2 + (sex === 'M' ? 1 : 0)).padStart(3, '0')}`
  return first17 + checkDigit(first17)
}

/** Gives a person of the register an ID number. */
export async function numbered(personId: string, idNumber: string): Promise<void> {
  await owner().query('UPDATE person SET id_number_enc = $2, id_number_bidx = $3 WHERE id = $1', [
    personId,
    seal('person', 'id_number_enc', personId, idNumber),
    blindIndex('idNumber', idNumber),
  ])
}

/**
 * What the register says wrongly of itself: counts and names that do not follow from the memberships, and days. Of every household the heads
 * together cover each day of its life once: from the first member's to the one it was gone, and nobody belongs to two households on a day or
 * falls between two.
 */
export async function registerFaults(): Promise<unknown[]> {
  const { rows } = await owner().query(`
    WITH term AS (SELECT *, daterange(valid_from, valid_to) AS days, coalesce(valid_to, DATE '2100-01-01') - valid_from AS n FROM membership),
    home AS (SELECT household_id AS id, min(valid_from) AS first_on, count(*) FILTER (WHERE valid_to IS NULL)::int AS standing,
        count(*) FILTER (WHERE valid_to IS NULL AND relation = 'HEAD')::int AS heads,
        range_agg(days) FILTER (WHERE relation = 'HEAD') AS headed, coalesce(sum(n) FILTER (WHERE relation = 'HEAD'), 0) AS head_days
      FROM term GROUP BY household_id)
    SELECT 'count' AS fault, h.id FROM household h LEFT JOIN home m USING (id) WHERE h.member_count <> coalesce(m.standing, 0)
    UNION ALL SELECT 'head', h.id FROM household h LEFT JOIN home m USING (id)
      WHERE (h.is_active AND coalesce(m.heads, 0) <> 1) OR (NOT h.is_active AND m.standing > 0)
    UNION ALL SELECT 'name', h.id FROM household h JOIN membership m ON m.household_id = h.id AND m.relation = 'HEAD' AND m.valid_to IS NULL
      JOIN person p ON p.id = m.person_id WHERE h.is_active AND h.head_name <> p.name
    UNION ALL SELECT 'day', h.id FROM household h JOIN home m USING (id)
      WHERE m.headed IS DISTINCT FROM datemultirange(daterange(m.first_on, h.left_on))
        OR m.head_days <> coalesce(h.left_on, DATE '2100-01-01') - m.first_on
    UNION ALL SELECT 'two', t.person_id FROM term t JOIN term o ON o.person_id = t.person_id AND o.id <> t.id AND o.days && t.days
    UNION ALL SELECT 'between', t.person_id FROM term t WHERE t.end_cause IN ('SPLIT', 'MERGE')
      AND NOT EXISTS (SELECT FROM term o WHERE o.person_id = t.person_id AND o.id <> t.id AND o.valid_from = t.valid_to)`)
  return rows
}
