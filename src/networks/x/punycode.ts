/** Marks that separate labels as a full stop does. */
const stops = /[.\u3002\uff0e\uff61]/

/** How many characters a label of a domain takes in ASCII (RFC 3492), without looking whether it is allowed. Infinity where it is longer than any label may be. */
export function asciiLength(label: string): number {
  return label.split(stops).reduce((sum, piece, index) => sum + (index > 0 ? 1 : 0) + encodedLength(piece), 0)
}

const longestLabel = 63

// Bootstring's parameters for domains, RFC 3492 section 5.
const base = 36
const leastThreshold = 1
const mostThreshold = 26
const skew = 38
const damp = 700
const firstBias = 72
const firstCode = 128

function encodedLength(piece: string): number {
  const codes = Array.from(piece, (character) => character.codePointAt(0) ?? 0)
  if (codes.length > longestLabel) return piece.length > longestLabel ? Infinity : piece.length
  const plain = codes.filter((code) => code < firstCode).length
  if (plain === codes.length) return plain
  return 'xn--'.length + plain + (plain > 0 ? 1 : 0) + deltasLength(codes, plain)
}

/** Each further character is written as the distance from the one before, in digits whose weight adapts. */
function deltasLength(codes: readonly number[], plain: number): number {
  let length = 0
  let delta = 0
  let bias = firstBias
  let done = plain
  for (let at = firstCode; done < codes.length; at += 1) {
    const next = Math.min(...codes.filter((code) => code >= at))
    delta += (next - at) * (done + 1)
    at = next
    for (const code of codes) {
      if (code < at) delta += 1
      if (code !== at) continue
      length += digits(delta, bias)
      bias = adapt(delta, { done: done + 1, isFirst: done === plain })
      delta = 0
      done += 1
    }
    delta += 1
  }
  return length
}

function digits(delta: number, bias: number): number {
  let count = 1
  let rest = delta
  for (let place = base; ; place += base) {
    const threshold = Math.min(Math.max(place - bias, leastThreshold), mostThreshold)
    if (rest < threshold) return count
    rest = Math.floor((rest - threshold) / (base - threshold))
    count += 1
  }
}

function adapt(delta: number, { done, isFirst }: { readonly done: number; readonly isFirst: boolean }): number {
  let rest = isFirst ? Math.floor(delta / damp) : delta >> 1
  rest += Math.floor(rest / done)
  let steps = 0
  while (rest > ((base - leastThreshold) * mostThreshold) >> 1) {
    rest = Math.floor(rest / (base - leastThreshold))
    steps += base
  }
  return steps + Math.floor(((base - leastThreshold + 1) * rest) / (rest + skew))
}
