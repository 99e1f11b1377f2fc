/** Between 0 and 1, the same for the same words each time (FNV-1a). */
export function chance(...words: readonly string[]): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(words.join('\n'))) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0) / 2 ** 32
}
