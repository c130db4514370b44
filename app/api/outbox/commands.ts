import { editHousehold } from '@/lib/households/commands/edit'
import { confirmClue } from '@/lib/monitoring/commands/confirm-clue'
import { dismissClue } from '@/lib/monitoring/commands/dismiss-clue'
import { openClue } from '@/lib/monitoring/commands/open-clue'
import type { Command } from '@/lib/platform/command'
import { logVisit } from '@/lib/visits/commands/log-visit'

const commands = [editHousehold, logVisit, openClue, confirmClue, dismissClue] as unknown as Command[]

/** Every command a phone may send, by its wire name. */
export const outboxCommands: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.name, command]))
