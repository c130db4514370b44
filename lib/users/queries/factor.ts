import 'server-only'
import { encodeQR } from 'qr'
import { type Ctx, unscoped } from '@/lib/platform/db'
import { installation } from '@/lib/platform/installation'
import { pendingSeed, recoveryLeft } from '@/lib/platform/second-factor'
import { isSteppedUp } from '@/lib/platform/step-up'
import { factorUri } from '@/lib/platform/totp'

/** So long after a confirmation the page still shows what came with it. */
const FRESH_MS = 60_000

export type SeedPicture = { path: string; size: number; text: string }

/** The seed waiting for its first code, as a picture and in groups of four letters. Drawn here: it never leaves this server as an image. */
export async function getSeedPicture(userId: string, at: Date): Promise<SeedPicture> {
  const seed = await pendingSeed(userId, at)
  const { username } = await unscoped().appUser.findUniqueOrThrow({ where: { id: userId }, select: { username: true } })
  const place = await installation()
  const rows = encodeQR(
    factorUri(seed, `Fangxian ${place?.countyNameEn ?? place?.countyCode ?? ''}`.trim(), username),
    'raw',
  )
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { path, size: rows.length, text: seed.replace(/(.{4})(?=.)/g, '$1 ') }
}

export type OwnFactor = {
  isOn: boolean
  isDemo: boolean
  isFresh: boolean
  mayBegin: boolean
  recoveryLeft: number
  seed: SeedPicture | null
}

/** The second factor of who asks; a waiting seed is shown only for minutes after a fresh proof. */
export async function getOwnFactor(ctx: Ctx): Promise<OwnFactor> {
  const { userId } = ctx.actor
  const held = await ctx.db.secondFactor.findUnique({
    where: { id: userId },
    select: { confirmedAt: true, pendingEnc: true },
  })
  const isFresh = isSteppedUp(ctx.actor, ctx.now)
  const isWaiting = !!held?.pendingEnc
  return {
    isOn: !!held?.confirmedAt,
    isDemo: (await installation())?.isDemo ?? false,
    isFresh,
    mayBegin: !isWaiting && !(held?.confirmedAt && ctx.now.getTime() - held.confirmedAt.getTime() < FRESH_MS),
    recoveryLeft: await recoveryLeft(userId),
    seed: isFresh && isWaiting ? await getSeedPicture(userId, ctx.now) : null,
  }
}
