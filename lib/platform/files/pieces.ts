/** A large file goes in pieces of this size, so that a weak network loses one of them and not the whole. */
export const PIECE_BYTES = 256 * 1024

export const piecesOf = (bytes: number): number => Math.ceil(bytes / PIECE_BYTES)

const POLYNOMIAL = 0xedb88320
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1
  return rest
})

/**
 * CRC-32 of a content as eight hexadecimal digits: whether the pieces make the file they were cut from. No better sum is to be had on a phone
 * whose page came without https, and nobody is kept from sending what he likes by it.
 */
export function sumOf(bytes: Uint8Array): string {
  let rest = 0xffffffff
  for (const byte of bytes) rest = (TABLE[(rest ^ byte) & 0xff] as number) ^ (rest >>> 8)
  return ((rest ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0')
}
