import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Was this password found in breaches? Known are those of ten or more characters among the million most used of Mark Burnett's ten million
 * (https://github.com/danielmiessler/SecLists, Passwords/xato-net-10-million-passwords-1000000), whatever their case: 106,602 that our
 * rules would let pass. Kept as a Bloom filter (Bloom 1970), so that nothing has to be asked of others: of passwords that are in no list one in some ten
 * thousand is refused all the same. Read when somebody chooses a password, which is rare, and not kept in memory.
 */
export async function isBreached(password: string): Promise<boolean> {
  const filter = await readFile(join(import.meta.dirname, 'breached-passwords.bin'))
  return placesOf(password).every((place) => ((filter[place >> 3] ?? 0) & (1 << (place & 7))) !== 0)
}

/** 256 KiB. */
export const filterBits = 2 ** 21
const hashes = 14

/** The bits that stand for a password: from two halves of one hash (Kirsch and Mitzenmacher 2006). */
export function placesOf(password: string): readonly number[] {
  const digest = createHash('sha256').update(password.normalize('NFKC').toLowerCase()).digest()
  const [first, step] = [digest.readUInt32BE(0), (digest.readUInt32BE(4) | 1) >>> 0]
  return Array.from({ length: hashes }, (_, turn) => (first + turn * step) % filterBits)
}
