/** Round steps of an axis from nought, or from below it, to beyond the highest value; about as many as wanted. */
export function ticksOf(values: readonly number[], wanted = 4): number[] {
  const highest = Math.max(0, ...values)
  const lowest = Math.min(0, ...values)
  const step = roundStep((highest - lowest || 1) / wanted)
  const first = Math.floor(lowest / step)
  const last = Math.max(first + 1, Math.ceil(highest / step))
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** 1, 2 or 5 times a power of ten. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 5, 10].find((each) => each * power >= least) ?? 10
  return factor * power
}

/** Which labels of a row are shown, so that they do not touch: every n-th, the last one always. */
export function shownLabels(widths: readonly number[], room: number): number[] {
  const widest = Math.max(1, ...widths) + 10
  const every = Math.max(1, Math.ceil((widths.length * widest) / room))
  const last = widths.length - 1
  return widths.map((_, index) => index).filter((index) => (last - index) % every === 0)
}
