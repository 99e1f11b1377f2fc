/** Which labels of a row are shown, so that they do not touch: every n-th, the last one always. */
export function shownLabels(widths: readonly number[], room: number): number[] {
  const widest = Math.max(1, ...widths) + 10
  const every = Math.max(1, Math.ceil((widths.length * widest) / room))
  const last = widths.length - 1
  return widths.map((_, index) => index).filter((index) => (last - index) % every === 0)
}
