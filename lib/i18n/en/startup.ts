import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/startup'

export default {
  refused:
    'Fangxian did not start: {count} protections of the database or the settings are missing; to go on could leak or lose data.',
  databaseAway:
    'The database cannot be reached, so Fangxian did not start. Start the database first, then start again.',
  keys: 'The key file is not right: {reason}. Restore it from a backup.',
  weakKey: 'The key {name} of a real installation is an example or too simple. Replace it by 32 random bytes.',
  demoInReal: 'A real installation holds {count} demo accounts. Real and demo data cannot share a database.',
  testClock: 'A real installation does not allow FANGXIAN_CLOCK, the clock for tests.',
  noInstallation: 'The database holds no installation. Run npm start or the command of a real installation first.',
  roleTooStrong:
    'The database role {name} of the application may too much (superuser, bypass of row security, roles or replication).',
  roleOwns: 'The database role of the application owns {name}, so row security does not hold it.',
  mayTruncate: 'The database role of the application may empty the table {name}.',
  mayRewriteAudit: 'The database role of the application may rewrite the audit table {name}.',
  notForced: 'The table {name} has region_code, but its row security is not forced.',
  noScopePolicy: 'The table {name} lacks the policy region_scope.',
  openPolicy: 'The policy {policy} on the table {name} widens the scope of regions.',
  noAuditTrigger: 'The table {name} lacks its audit trigger, or the trigger is off.',
  auditNotFinal: 'The audit table {name} lacks the trigger against change and removal, or the trigger is off.',
  noSearchPath: 'The function {name} runs as its owner without a fixed search_path.',
  openView: 'The view {name} does not run with the rights of its reader.',
  openMatview: 'The materialized view {name} is open to the application, and row security does not hold for it.',
  publicFunction: 'The function {name} may be run by everybody.',
  settingOff: 'The database setting {name} is off: a power cut would lose data.',
} satisfies Words<typeof zh>
