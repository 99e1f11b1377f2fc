/** One message for training: its features, what it may be (a set of classes as bits), and how much it counts. */
export interface Row {
  features: Uint32Array
  allowed: number
  weight: number
  /** Numbers beside the hashed features, such as the sentiment already known. */
  dense?: readonly number[]
}

export interface Trained {
  /** By feature, then class. */
  weights: Float32Array
  bias: Float64Array
  /** By dense number, then class. */
  dense: Float64Array
}

export interface Settings {
  classes: number
  bits: number
  epochs: number
  rate: number
  /** Pull towards zero at every step a feature takes part in. */
  decay: number
  denseSize?: number
  seed: number
}

/** Weights with the speed each has gained so far (AdaGrad): the more often one was moved, the smaller its next step. */
interface Layer {
  weights: Float32Array
  speeds: Float32Array
  rate: number
}

/**
 * Multinomial logistic regression by AdaGrad, the mean of the second half of the rounds. A row that may be several classes
 * teaches only that it is one of them: its target is the model's own belief, kept to what is allowed.
 */
export function train(rows: readonly Row[], settings: Settings): Trained {
  const { classes, bits, epochs, rate, denseSize = 0 } = settings
  const size = 2 ** bits * classes
  const hashed: Layer = { weights: new Float32Array(size), speeds: new Float32Array(size).fill(1e-4), rate }
  const dense: Layer = { weights: new Float32Array(denseSize * classes), speeds: new Float32Array(denseSize * classes).fill(1), rate }
  const bias: Layer = { weights: new Float32Array(classes), speeds: new Float32Array(classes).fill(1), rate }
  const sums = new Float32Array(size)
  const order = [...rows]
  const random = randomFrom(settings.seed)
  const scores = new Float64Array(classes)
  let rounds = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const row of order) {
      scoreInto(scores, row, { hashed, dense, bias, settings })
      errorsOf(scores, row.allowed)
      for (let c = 0; c < classes; c++) scores[c] = (scores[c] ?? 0) * row.weight
      learnFrom(scores, row, { hashed, dense, bias, settings })
    }
    if (epoch < epochs / 2) continue
    rounds++
    for (let i = 0; i < size; i++) sums[i] = (sums[i] ?? 0) + (hashed.weights[i] ?? 0)
  }
  return { weights: sums.map((sum) => sum / rounds), bias: Float64Array.from(bias.weights), dense: Float64Array.from(dense.weights) }
}

interface State {
  hashed: Layer
  dense: Layer
  bias: Layer
  settings: Settings
}

function scoreInto(scores: Float64Array, { features, dense: numbers }: Row, { hashed, dense, bias, settings }: State): void {
  const { classes, bits, denseSize = 0 } = settings
  const shift = 32 - bits
  const scale = 1 / Math.sqrt(features.length)
  scores.set(bias.weights)
  for (const hash of features) {
    const at = (hash >>> shift) * classes
    for (let c = 0; c < classes; c++) scores[c] = (scores[c] ?? 0) + (hashed.weights[at + c] ?? 0) * scale
  }
  for (let i = 0; i < denseSize * classes; i++) {
    scores[i % classes] = (scores[i % classes] ?? 0) + (dense.weights[i] ?? 0) * (numbers?.[Math.floor(i / classes)] ?? 0)
  }
}

function learnFrom(slopes: Float64Array, { features, dense: numbers }: Row, { hashed, dense, bias, settings }: State): void {
  const { classes, bits, decay, denseSize = 0 } = settings
  const shift = 32 - bits
  const scale = 1 / Math.sqrt(features.length)
  for (const hash of features) {
    const at = (hash >>> shift) * classes
    for (let c = 0; c < classes; c++) move(hashed, at + c, (slopes[c] ?? 0) * scale + decay * (hashed.weights[at + c] ?? 0))
  }
  for (let c = 0; c < classes; c++) move(bias, c, slopes[c] ?? 0)
  for (let i = 0; i < denseSize * classes; i++) move(dense, i, (slopes[i % classes] ?? 0) * (numbers?.[Math.floor(i / classes)] ?? 0))
}

function move({ weights, speeds, rate }: Layer, at: number, slope: number): void {
  const speed = (speeds[at] ?? 0) + slope * slope
  speeds[at] = speed
  weights[at] = (weights[at] ?? 0) - (rate * slope) / Math.sqrt(speed)
}

/** Turns scores into the slope of the loss, in place. */
function errorsOf(scores: Float64Array, allowed: number): void {
  let most = -Infinity
  for (const score of scores) most = Math.max(most, score)
  let sum = 0
  let kept = 0
  for (let c = 0; c < scores.length; c++) {
    const value = Math.exp((scores[c] ?? 0) - most)
    scores[c] = value
    sum += value
    if (allowed & (1 << c)) kept += value
  }
  for (let c = 0; c < scores.length; c++) {
    const value = scores[c] ?? 0
    scores[c] = value / sum - (allowed & (1 << c) ? value / kept : 0)
  }
}

/** mulberry32: the same numbers on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function shuffle(items: unknown[], random: () => number): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const kept = items[at]
    const moved = items[other]
    if (kept === undefined || moved === undefined) continue
    items[at] = moved
    items[other] = kept
  }
}
