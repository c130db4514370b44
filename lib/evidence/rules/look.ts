export const LOOK_WIDTH = 9
export const LOOK_HEIGHT = 8

/**
 * A difference hash: for 9 × 8 grey values, whether each is brighter than its right neighbour; 64 bits, as PostgreSQL's signed bigint.
 * Photos that look alike differ in few bits.
 */
export function lookHash(grey: Uint8Array): bigint {
  let bits = 0n
  for (let y = 0; y < LOOK_HEIGHT; y++) {
    for (let x = 0; x < LOOK_WIDTH - 1; x++) {
      const at = y * LOOK_WIDTH + x
      bits = (bits << 1n) | ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? 1n : 0n)
    }
  }
  return BigInt.asIntN(64, bits)
}

/** How many bits two hashes differ in. */
export function lookDistance(a: bigint, b: bigint): number {
  let left = BigInt.asUintN(64, a ^ b)
  let count = 0
  for (; left > 0n; left >>= 1n) count += Number(left & 1n)
  return count
}
