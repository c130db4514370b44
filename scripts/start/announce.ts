import { demoAccounts } from '../../prisma/seed/demo-accounts'
import { say } from '../words.mjs'
import type { Installation } from './installation'

/** The last thing the launcher prints: where to go and, in a demo, as whom. */
export function announce(address: string, installation: Installation | null): void {
  say(`\n防线 已就绪：${address}`, `Fangxian is ready: ${address}`)
  if (installation?.kind === 'DEMO') {
    say(
      `\n演示数据库，人名均为虚构。演示账号（密码均为 ${demoAccounts[0]?.password}）：`,
      'Demo database; every person is invented. Demo accounts (same password):',
    )
    for (const { username, role, nameZh, regionCode } of demoAccounts) {
      process.stdout.write(`  ${username.padEnd(18)}${nameZh.padEnd(6)}${role.padEnd(22)}${regionCode}\n`)
    }
  }
  say('\n按 Ctrl-C 停止。', 'Press Ctrl-C to stop.')
}
