/** FNV-1a over UTF-16, finished so that every bit counts. */
export function hashOf(text: string, seed: number): number {
  return mix(hashOn(hashStart ^ seed, text))
}

export const hashStart = 0x81_1c_9d_c5

/** With this behind what was hashed before; to be mixed at the end. */
export function hashOn(before: number, text: string): number {
  let hash = before
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93)
  return hash
}

/** Every bit of it moves every other: the finish of MurmurHash3. */
export function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return (hash ^ (hash >>> 16)) >>> 0
}
