/**
 * Who may see and do what, written by hand from the permission table of the field (rows: objects, columns: roles) and from the shape of
 * division codes. It imports nothing, so it can disagree with the product.
 */

export const ORACLE_ROLES = [
  'PROVINCE_CITY_VIEWER',
  'SUPERVISOR',
  'COUNTY_OFFICE',
  'COUNTY_LEADER',
  'LINE_DEPARTMENT',
  'TOWNSHIP',
  'FIRST_SECRETARY',
  'VILLAGE_CADRE',
  'PAIRED_HELPER',
  'AUDITOR',
  'ADMINISTRATOR',
] as const
export type OracleRole = (typeof ORACLE_ROLES)[number]

/** Where each role is posted in the matrix: the code and how many of its digits count. */
export const POSTED: Record<OracleRole, { code: string; digits: 2 | 4 | 6 | 9 | 12 }> = {
  PROVINCE_CITY_VIEWER: { code: '130700000000', digits: 4 },
  SUPERVISOR: { code: '130799000000', digits: 6 },
  COUNTY_OFFICE: { code: '130799000000', digits: 6 },
  COUNTY_LEADER: { code: '130799000000', digits: 6 },
  LINE_DEPARTMENT: { code: '130799000000', digits: 6 },
  TOWNSHIP: { code: '130799100000', digits: 9 },
  FIRST_SECRETARY: { code: '130799100001', digits: 12 },
  VILLAGE_CADRE: { code: '130799100001', digits: 12 },
  PAIRED_HELPER: { code: '130799100001', digits: 12 },
  AUDITOR: { code: '130799000000', digits: 6 },
  ADMINISTRATOR: { code: '130799000000', digits: 6 },
}

/** Deeds on accounts and hand-overs: told by role alone; where they may be done is tried by their own tests. */
export const ACCOUNT_DEEDS = [
  'account.create',
  'account.load',
  'account.invite',
  'account.setActive',
  'account.propose',
  'posting.decide',
  'posting.grant',
  'posting.setEnd',
  'session.endAll',
  'factor.requestReset',
  'factor.confirmReset',
  'deputy.appoint',
  'deputy.end',
  'handover.make',
  'handover.accept',
] as const
export type AccountDeed = (typeof ACCOUNT_DEEDS)[number]

const KEEPER = ['ADMINISTRATOR'] as const satisfies readonly OracleRole[]
const STANDS_FOR = [
  'PROVINCE_CITY_VIEWER',
  'SUPERVISOR',
  'COUNTY_OFFICE',
  'COUNTY_LEADER',
  'LINE_DEPARTMENT',
  'TOWNSHIP',
  'FIRST_SECRETARY',
  'VILLAGE_CADRE',
  'AUDITOR',
] as const satisfies readonly OracleRole[]

const VILLAGERS: readonly OracleRole[] = ['TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE']
const DECIDERS: readonly OracleRole[] = ['COUNTY_OFFICE', 'COUNTY_LEADER']

const DOERS = {
  'visit.log': ['SUPERVISOR', 'COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE', 'PAIRED_HELPER'],
  'clue.open': ['SUPERVISOR', 'COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE', 'PAIRED_HELPER'],
  'case.assess': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'clue.dismiss': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'account.create': KEEPER,
  'account.load': KEEPER,
  'account.invite': KEEPER,
  'account.setActive': KEEPER,
  'account.propose': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'posting.decide': KEEPER,
  'posting.grant': KEEPER,
  'posting.setEnd': KEEPER,
  'session.endAll': ['ADMINISTRATOR', 'SUPERVISOR'],
  'factor.requestReset': KEEPER,
  'factor.confirmReset': ['ADMINISTRATOR', 'COUNTY_LEADER'],
  'deputy.appoint': STANDS_FOR,
  'deputy.end': STANDS_FOR,
  'handover.make': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'handover.accept': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'value.unmask': [
    'COUNTY_OFFICE',
    'TOWNSHIP',
    'FIRST_SECRETARY',
    'VILLAGE_CADRE',
    'PAIRED_HELPER',
    'SUPERVISOR',
    'AUDITOR',
  ],
  'household.edit': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'person.edit': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'living.record': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'income.record': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'helper.assign': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY'],
  'helper.end': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY'],
  'household.register': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'quality.explain': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'quality.withdraw': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'ledger.import': ['COUNTY_OFFICE'],
  'ledger.undo': ['COUNTY_OFFICE'],
  'ledger.map': ['COUNTY_OFFICE'],
  'evidence.add': ['SUPERVISOR', 'COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE', 'PAIRED_HELPER'],
  'evidence.keepPiece': [
    ...['SUPERVISOR', 'COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE', 'PAIRED_HELPER'],
  ],
  'evidence.withdraw': ['SUPERVISOR', 'COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE', 'PAIRED_HELPER'],
  'export.request': ['SUPERVISOR', 'COUNTY_OFFICE', 'AUDITOR'],
  'export.summarise': ['PROVINCE_CITY_VIEWER', 'SUPERVISOR', 'COUNTY_OFFICE', 'COUNTY_LEADER', 'AUDITOR'],
  'export.decide': ['COUNTY_OFFICE', 'COUNTY_LEADER'],
  'duplicate.decide': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'duplicate.raise': ['COUNTY_OFFICE'],
  'duplicate.find': ['COUNTY_OFFICE'],
  'person.merge': ['COUNTY_OFFICE'],
  'household.merge': ['COUNTY_OFFICE'],
  'merge.undo': ['COUNTY_OFFICE'],
  'duplicate.carryOut': ['COUNTY_OFFICE'],
  'duplicate.decideAcross': ['SUPERVISOR', 'PROVINCE_CITY_VIEWER'],
  'monitoring.start': ['COUNTY_OFFICE', ...VILLAGERS],
  'monitoring.verify': VILLAGERS,
  'monitoring.dismiss': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'monitoring.compare': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'removal.start': ['COUNTY_OFFICE', ...VILLAGERS],
  'removal.verify': VILLAGERS,
  'support.record': ['COUNTY_OFFICE', ...VILLAGERS, 'PAIRED_HELPER', 'LINE_DEPARTMENT'],
  'support.edit': ['COUNTY_OFFICE', ...VILLAGERS, 'PAIRED_HELPER', 'LINE_DEPARTMENT'],
  'support.start': ['COUNTY_OFFICE', ...VILLAGERS, 'LINE_DEPARTMENT'],
  'support.deliver': ['COUNTY_OFFICE', ...VILLAGERS, 'LINE_DEPARTMENT'],
  'support.confirm': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'support.cancel': ['COUNTY_OFFICE', ...VILLAGERS, 'LINE_DEPARTMENT'],
  'support.plan': ['COUNTY_OFFICE', ...VILLAGERS],
  'support.batch': ['COUNTY_OFFICE', ...VILLAGERS, 'LINE_DEPARTMENT'],
  'support.undoBatch': ['COUNTY_OFFICE', ...VILLAGERS, 'LINE_DEPARTMENT'],
  'departmentField.assign': ['COUNTY_OFFICE'],
  'measureType.add': ['COUNTY_OFFICE'],
  'measureType.end': ['COUNTY_OFFICE'],
  'project.add': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'project.edit': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'project.step': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'identification.start': ['COUNTY_OFFICE', ...VILLAGERS],
  'identification.plan': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'identification.verify': VILLAGERS,
  'identification.agree': VILLAGERS,
  'identification.appraise': VILLAGERS,
  'identification.publish': VILLAGERS,
  'identification.publishAgain': VILLAGERS,
  'identification.object': VILLAGERS,
  'identification.review': ['TOWNSHIP'],
  'identification.approve': DECIDERS,
  'identification.announce': DECIDERS,
  'identification.register': ['TOWNSHIP'],
  'identification.return': ['TOWNSHIP', ...DECIDERS],
  'identification.reject': ['TOWNSHIP', ...DECIDERS],
  'event.propose': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'event.check': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'event.return': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'event.withdraw': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'event.accept': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'event.refuse': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE'],
  'event.undo': ['COUNTY_OFFICE', 'TOWNSHIP'],
  'deadline.explain': ['COUNTY_OFFICE', 'TOWNSHIP', 'FIRST_SECRETARY', 'VILLAGE_CADRE', 'PAIRED_HELPER'],
  'relief.recordEvent': ['COUNTY_OFFICE', ...VILLAGERS, 'PAIRED_HELPER'],
  'relief.correctEvent': ['COUNTY_OFFICE', ...VILLAGERS, 'PAIRED_HELPER'],
  'relief.settle': ['COUNTY_OFFICE', ...VILLAGERS, 'PAIRED_HELPER'],
  'relief.unsettle': ['COUNTY_OFFICE', ...VILLAGERS, 'PAIRED_HELPER'],
  'relief.markLine': ['COUNTY_OFFICE', ...VILLAGERS, 'PAIRED_HELPER'],
  'relief.draft': ['COUNTY_OFFICE', ...VILLAGERS, 'PAIRED_HELPER'],
  'relief.apply': ['COUNTY_OFFICE', ...VILLAGERS, 'PAIRED_HELPER'],
  'relief.withdraw': ['COUNTY_OFFICE', ...VILLAGERS, 'PAIRED_HELPER'],
  'relief.accept': VILLAGERS,
  'relief.review': VILLAGERS,
  'relief.publish': VILLAGERS,
  'relief.object': VILLAGERS,
  'relief.reviewPost': VILLAGERS,
  'relief.approve': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'relief.return': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'relief.reject': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'relief.disburse': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'relief.revoke': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'relief.confirm': ['COUNTY_OFFICE', ...VILLAGERS],
  'filial.contribute': VILLAGERS,
  'filial.cancel': VILLAGERS,
  'filial.prepare': VILLAGERS,
  'filial.check': ['TOWNSHIP'],
  'filial.pay': ['COUNTY_OFFICE'],
  'fund.payIn': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'fund.reverse': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'fund.rollOver': ['TOWNSHIP', 'COUNTY_OFFICE'],
  'relief.report': ['COUNTY_OFFICE'],
  'relief.withdrawFigure': ['COUNTY_OFFICE'],
  'relief.insure': ['COUNTY_OFFICE'],
} as const satisfies Record<string, readonly OracleRole[]>
export type Deed = keyof typeof DOERS

/** May this role do this deed anywhere at all? */
export function mayDo(role: OracleRole, deed: Deed): boolean {
  return (DOERS[deed] as readonly OracleRole[]).includes(role)
}

/** Does a row in `village` exist for this role, posted as above? A helper needs a pairing on top; an administrator has no rows. */
export function exists(role: OracleRole, village: string, paired: boolean): boolean {
  if (role === 'ADMINISTRATOR') return false
  const { code, digits } = POSTED[role]
  for (let place = 0; place < digits; place++) if (code[place] !== village[place]) return false
  return role === 'PAIRED_HELPER' ? paired : true
}
