import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import subsetFont from 'subset-font'

/** A small font with some of the characters of a text. */
export interface Font {
  readonly name: string
  readonly bytes: Buffer
}

export interface Weight {
  readonly fonts: readonly Font[]
  /** Which font draws a character; none for what no typeface of Hearth has, such as emoji. */
  readonly fontFor: ReadonlyMap<string, string>
}

export interface Fonts {
  readonly regular: Weight
  readonly bold: Weight
}

/** Hearth's typefaces in the order in which a character is looked for, as on the screen. They come as many slices, each of some characters and all weights. */
const packages = ['@fontsource-variable/source-sans-3', '@fontsource-variable/noto-sans-tc']

/**
 * The characters of a text as fonts of one fixed weight, which every reader of PDF understands. Only the slices that the text needs are opened.
 */
export async function cutFonts(text: string): Promise<Fonts> {
  const slices = await slicesFor(new Set(text))
  const cut = async (weight: number): Promise<Weight> => {
    const fonts = await Promise.all(slices.map((slice) => cutSlice(slice, weight)))
    return { fonts, fontFor: new Map(slices.flatMap(({ characters, file }) => characters.map((each) => [each, nameOf(file, weight)]))) }
  }
  return { regular: await cut(400), bold: await cut(700) }
}

interface Slice {
  readonly file: string
  readonly characters: readonly string[]
}

async function slicesFor(wanted: ReadonlySet<string>): Promise<Slice[]> {
  const left = new Set(wanted)
  const slices: Slice[] = []
  for (const name of packages) {
    const list = fileURLToPath(import.meta.resolve(`${name}/unicode.json`))
    const ranges: unknown = JSON.parse(await readFile(list, 'utf8'))
    for (const [slice, range] of Object.entries(ranges ?? {})) {
      const has = within(String(range))
      const characters = [...left].filter((each) => has(each.codePointAt(0) ?? 0))
      for (const each of characters) left.delete(each)
      if (characters.length > 0) slices.push({ file: fileOf(list, { name, slice }), characters })
    }
  }
  return slices
}

function fileOf(list: string, { name, slice }: { name: string; slice: string }): string {
  const family = name.slice(name.indexOf('/') + 1)
  return join(dirname(list), 'files', `${family}-${slice.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`)
}

/** `U+4E00-4E8F,U+4F10`, as CSS writes it. */
function within(range: string): (codePoint: number) => boolean {
  const spans = range.split(',').map((span) => {
    const [from = '', to = from] = span.replace(/^U\+/i, '').split('-')
    return { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }
  })
  return (codePoint) => spans.some(({ from, to }) => codePoint >= from && codePoint <= to)
}

async function cutSlice({ file, characters }: Slice, weight: number): Promise<Font> {
  const bytes = await subsetFont(await readFile(file), characters.join(''), { targetFormat: 'truetype', variationAxes: { wght: weight } })
  return { name: nameOf(file, weight), bytes }
}

function nameOf(file: string, weight: number): string {
  return `${file}/${weight}`
}
