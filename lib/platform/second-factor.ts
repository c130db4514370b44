import 'server-only'
import { randomBytes } from 'node:crypto'
import type { Role } from './actor'
import { unscoped } from './db'
import { blindIndex, open, seal } from './fields'
import { installation } from './installation'
import { may } from './permissions'
import { findOpenPostings } from './session-store'
import { newRecoveryCode, newSeed, plainRecoveryCode, stepOf } from './totp'

const RECOVERY_CODES = 10

/** Roles that need a second factor: who watches over others, keeps accounts, or may see or carry away whole values. */
export function needsFactor(role: Role): boolean {
  return role === 'ADMINISTRATOR' || role === 'SUPERVISOR' || role === 'AUDITOR' || may(role, 'value:unmask')
}

export type FactorState = 'ON' | 'OFF' | 'DEMANDED'

/** Whether a person has a second factor, or must set one up before he gets in. A demo county only offers it. */
export async function factorState(userId: string, at: Date): Promise<FactorState> {
  const held = await unscoped().secondFactor.findUnique({ where: { id: userId }, select: { confirmedAt: true } })
  if (held?.confirmedAt) return 'ON'
  const place = await installation()
  if (!place || place.isDemo) return 'OFF'
  const postings = await findOpenPostings(userId, at)
  return postings.some(({ role }) => needsFactor(role)) ? 'DEMANDED' : 'OFF'
}

/** The seed waiting for its first code; makes one when there is none. */
export async function pendingSeed(userId: string, at: Date): Promise<string> {
  const held = await unscoped().secondFactor.findUnique({ where: { id: userId }, select: { pendingEnc: true } })
  if (held?.pendingEnc) return open('second_factor', 'pending_enc', userId, held.pendingEnc)
  const place = await installation()
  if (!place) throw new Error('nothing is installed')
  const seed = newSeed()
  const pendingEnc = seal('second_factor', 'pending_enc', userId, seed)
  await audited(userId, 'factor.begin', (db) =>
    db.secondFactor.upsert({
      where: { id: userId },
      create: { countyCode: place.countyCode, id: userId, pendingEnc, createdAt: at },
      update: { pendingEnc },
      select: { id: true },
    }),
  )
  return seed
}

/** The first right code takes the waiting seed into use and gives ten recovery codes, shown this once. Null for a wrong code. */
export async function confirmFactor(userId: string, code: string, at: Date): Promise<string[] | null> {
  const held = await unscoped().secondFactor.findUnique({ where: { id: userId } })
  if (!held?.pendingEnc) return null
  const seed = open('second_factor', 'pending_enc', userId, held.pendingEnc)
  const step = stepOf(seed, code, at, held.lastStep)
  if (step === null) return null
  const codes = Array.from({ length: RECOVERY_CODES }, () => newRecoveryCode(randomBytes(10)))
  const isOurs = await audited(userId, 'factor.confirm', async (db) => {
    const { count } = await db.secondFactor.updateMany({
      where: { id: userId, pendingEnc: held.pendingEnc, lastStep: { lt: step } },
      data: {
        secretEnc: seal('second_factor', 'secret_enc', userId, seed),
        pendingEnc: null,
        confirmedAt: at,
        lastStep: step,
      },
    })
    if (count !== 1) return false
    for (const [index, each] of codes.entries()) {
      const codeHash = hashOf(userId, plainRecoveryCode(each))
      await db.recoveryCode.upsert({
        where: { userId_codeNo: { userId, codeNo: index + 1 } },
        create: { userId, codeNo: index + 1, codeHash },
        update: { codeHash, usedAt: null },
        select: { codeNo: true },
      })
    }
    return true
  })
  return isOurs ? codes : null
}

/** Whether a code of the app or a recovery code fits; either counts once, also of two at the same time. */
export async function consumeCode(userId: string, typed: string, at: Date): Promise<boolean> {
  const plain = plainRecoveryCode(typed)
  if (plain) {
    const used = await audited(userId, 'factor.recover', (db) =>
      db.recoveryCode.updateMany({
        where: { userId, codeHash: hashOf(userId, plain), usedAt: null },
        data: { usedAt: at },
      }),
    )
    return used.count === 1
  }
  const held = await unscoped().secondFactor.findUnique({ where: { id: userId } })
  if (!held?.secretEnc) return false
  const step = stepOf(open('second_factor', 'secret_enc', userId, held.secretEnc), typed, at, held.lastStep)
  if (step === null) return false
  const { count } = await unscoped().secondFactor.updateMany({
    where: { id: userId, confirmedAt: { not: null }, lastStep: { lt: step } },
    data: { lastStep: step },
  })
  return count === 1
}

/** How many recovery codes are left. */
export async function recoveryLeft(userId: string): Promise<number> {
  return unscoped().recoveryCode.count({ where: { userId, usedAt: null } })
}

const hashOf = (userId: string, plain: string) => blindIndex('recoveryCode', `${userId}:${plain}`)

type Db = Parameters<Parameters<ReturnType<typeof unscoped>['$transaction']>[0]>[0]

function audited<R>(userId: string, command: string, work: (db: Db) => Promise<R>): Promise<R> {
  return unscoped().$transaction(async (db) => {
    await db.$queryRaw`SELECT set_config('app.actor', ${userId}, true), set_config('app.command', ${command}, true)`
    return work(db)
  })
}
