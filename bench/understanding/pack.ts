import type { Header } from '../../src/modules/understanding/model.ts'
import type { Trained } from './softmax.ts'

export interface PackedHead {
  classes: string[]
  bits: number
  trained: Trained
}

/** Everything the model file holds; its format is described at `readModel`. */
export interface Parts {
  heads: Record<keyof Header['heads'], PackedHead>
  lexicon: ReadonlyMap<number, number>
  /** One byte per bucket, see `raritiesOf`. */
  rarities: Uint8Array
  pairs: string
  simplified: string
}

export function pack({ heads, lexicon, rarities, pairs, simplified }: Parts): Uint8Array {
  const packed = {
    sentiment: packHead(heads.sentiment),
    meaning: packHead(heads.meaning),
    offence: packHead(heads.offence),
    language: packHead(heads.language),
  }
  const entries = [...lexicon].toSorted(([one], [other]) => one - other)
  const header: Header = {
    heads: {
      sentiment: packed.sentiment.header,
      meaning: packed.meaning.header,
      offence: packed.offence.header,
      language: packed.language.header,
    },
    lexicon: entries.length,
    rarity: Math.log2(rarities.length),
    pairs,
    simplified,
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, text.length, true)
  return Buffer.concat([
    length,
    text,
    ...Object.values(packed).map(({ bytes }) => bytes),
    new Uint8Array(Uint32Array.from(entries.map(([hash]) => hash)).buffer),
    new Uint8Array(Int8Array.from(entries.map(([, value]) => Math.max(-127, Math.min(127, Math.round(value * 10))))).buffer),
    rarities,
  ])
}

/** Weights of the last thousandth of their kind are cut to the size of the others, so that a byte tells more of the rest. */
function packHead({ classes, bits, trained }: PackedHead): { header: Header['heads']['meaning']; bytes: Uint8Array } {
  const { weights, bias, dense } = trained
  const sizes = Float32Array.from(
    weights.filter((weight) => weight !== 0),
    Math.abs,
  ).toSorted()
  const most = sizes[Math.floor(sizes.length * 0.9998)] ?? 1
  const bytes = Int8Array.from(weights, (weight) => Math.sign(weight) * Math.min(127, Math.round(Math.sqrt(Math.abs(weight) / most) * 127)))
  const rows = Array.from({ length: dense.length / classes.length }, (_, row) => [
    ...dense.subarray(row * classes.length, (row + 1) * classes.length),
  ])
  return { header: { classes, bits, most, bias: [...bias], dense: rows }, bytes: new Uint8Array(bytes.buffer) }
}

/** How seldom phrases are, by bucket: 255 for one that stands in fewer than three messages, less for each doubling. */
export function raritiesOf(messages: Iterable<readonly number[]>, bits: number): Uint8Array {
  const counts = new Map<number, number>()
  let most = 1
  for (const phrases of messages) {
    most++
    for (const hash of phrases) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  }
  const rarities = new Uint8Array(2 ** bits).fill(255)
  for (const [hash, count] of counts) {
    const bucket = hash >>> (32 - bits)
    const rarity = Math.round(255 * (1 - Math.log(Math.max(1, count / 3)) / Math.log(most / 3)))
    rarities[bucket] = Math.min(rarities[bucket] ?? 255, rarity)
  }
  return rarities
}

/** The same classifier, surer (`heat` below one) or less sure of itself. */
export function tempered({ weights, bias, dense }: Trained, heat: number): Trained {
  return {
    weights: weights.map((weight) => weight / heat),
    bias: bias.map((value) => value / heat),
    dense: dense.map((value) => value / heat),
  }
}
