/**
 * A number under which the facts of a profile or post are filed: drawn out of 2^53, so that none is handed out by a counter that a restore
 * would set back. Where one is drawn twice in a workspace, the database refuses it and the work is done again.
 */
export function newSubject(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2))
  return (high % 2 ** 21) * 2 ** 32 + low
}
