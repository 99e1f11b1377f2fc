const ground = '#f0ebe2'

/** A page with lines on it, in the document's shape (width by height): a picture of it for lists, as a small WebP. */
export function drawSheet(shape: number): Promise<Uint8Array> {
  const safe = Number.isFinite(shape) ? Math.min(Math.max(shape, 0.4), 2.5) : 0.7
  const [width, height] = safe < 1 ? [Math.round(280 * safe), 280] : [300, Math.round(300 / safe)]
  const [left, top] = [(360 - width) / 2, (360 - height) / 2]
  const lines = [0, 1, 2, 3, 4, 5, 6, 7].map((index) => {
    const y = top + 32 + index * 26
    const length = (width - 56) * (index === 0 ? 0.55 : index % 3 === 2 ? 0.7 : 1)
    return y + 28 > top + height
      ? ''
      : bar({ x: left + 28, y, length, thick: index === 0 ? 12 : 8, colour: index === 0 ? '#b9ab98' : '#ddd4c6' })
  })
  return draw(
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="6" fill="#fffdf9" stroke="#d8cfc0" stroke-width="2"/>${lines.join('')}`,
  )
}

/** A dark screen with two lines of text below. */
export function drawCaptions(): Promise<Uint8Array> {
  const lines = [
    bar({ x: 100, y: 214, length: 160, thick: 12, colour: '#f0ebe2' }),
    bar({ x: 124, y: 238, length: 112, thick: 12, colour: '#f0ebe2' }),
  ]
  return draw(`<rect x="30" y="96" width="300" height="168" rx="8" fill="#3a342d"/>${lines.join('')}`)
}

interface Bar {
  readonly x: number
  readonly y: number
  readonly length: number
  readonly thick: number
  readonly colour: string
}

function bar({ x, y, length, thick, colour }: Bar): string {
  return `<rect x="${x}" y="${y}" width="${length}" height="${thick}" rx="${thick / 2}" fill="${colour}"/>`
}

async function draw(inside: string): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="360"><rect width="360" height="360" fill="${ground}"/>${inside}</svg>`
  return new Uint8Array(await sharp(Buffer.from(drawing)).webp({ quality: 85 }).toBuffer())
}
