import 'server-only'
import { log } from './log'
import { watchRequests } from './metrics'
import { refuseUnlessSafe } from './self-check'

/** Before the first request: measure, check, say so. */
export async function startUp(): Promise<void> {
  watchRequests()
  await refuseUnlessSafe()
  log().info({ node: process.version }, 'serving')
}
