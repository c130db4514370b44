import type { Command } from '@/lib/platform/command'

/** Every command a phone may send, by its wire name. */
export const outboxCommands: ReadonlyMap<string, Command> = new Map(
  [].map((command: Command) => [command.name, command]),
)
