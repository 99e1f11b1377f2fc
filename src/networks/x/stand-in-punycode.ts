/** A part of a domain as it travels (RFC 3492); the ideographic full stops separate, too. */
export function toAscii(label: string): string {
  return label
    .split(/[.\u3002\uff0e\uff61]/)
    .map((piece) => (/^[\0-\x7F]*$/.test(piece) ? piece : `xn--${encode(piece)}`))
    .join('.')
}

function encode(text: string): string {
  const points = Array.from(text, (one) => one.codePointAt(0) ?? 0)
  const basic = points.filter((point) => point < 0x80)
  let output = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '')
  let [n, delta, bias, handled] = [0x80, 0, 72, basic.length]
  while (handled < points.length) {
    const least = Math.min(...points.filter((point) => point >= n))
    delta += (least - n) * (handled + 1)
    n = least
    for (const point of points) {
      if (point < n) delta += 1
      if (point !== n) continue
      output += variable(delta, bias)
      bias = adapted(delta, handled + 1, handled === basic.length)
      delta = 0
      handled += 1
    }
    delta += 1
    n += 1
  }
  return output
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

function variable(value: number, bias: number): string {
  let written = ''
  let q = value
  for (let k = 36; ; k += 36) {
    const t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
    if (q < t) return written + alphabet.charAt(q)
    written += alphabet.charAt(t + ((q - t) % (36 - t)))
    q = Math.floor((q - t) / (36 - t))
  }
}

function adapted(value: number, count: number, isFirst: boolean): number {
  let delta = Math.floor(value / (isFirst ? 700 : 2))
  delta += Math.floor(delta / count)
  let k = 0
  for (; delta > 455; k += 36) delta = Math.floor(delta / 35)
  return k + Math.floor((36 * delta) / (delta + 38))
}
