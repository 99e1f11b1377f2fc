import LineBreaker from 'linebreak'

import type { Fonts, Weight } from './fonts.ts'

export interface Style {
  /** In points. */
  readonly size: number
  readonly bold?: boolean
  readonly colour?: string
}

/** Measures and draws text of any script. Lengths are points, from the upper left corner of the page. */
export interface Typesetter {
  width(text: string, style: Style): number
  /** As many lines as it takes within a width; with `most`, the last of those ends with an ellipsis where more would follow. */
  lines(text: string, style: Style, within: { width: number; most?: number }): string[]
  /** One line; `y` is where its letters stand. */
  draw(text: string, style: Style, at: { x: number; y: number; align?: 'left' | 'right' | 'centre' }): void
}

/** Letters of Latin and figures of equal width, so that columns of numbers stand in line. */
const features: PDFKit.Mixins.OpenTypeFeatures[] = ['kern', 'tnum']
const ellipsis = '…'

export function typesetter(pdf: PDFKit.PDFDocument, fonts: Fonts): Typesetter {
  for (const { name, bytes } of [...fonts.regular.fonts, ...fonts.bold.fonts]) pdf.registerFont(name, bytes)
  const runs = (text: string, style: Style) => runsOf(text, style.bold ? fonts.bold : fonts.regular)
  const measure = measurer(pdf)
  const width: Typesetter['width'] = (text, style) => runs(text, style).reduce((sum, run) => sum + measure(run), 0) * style.size
  return {
    width,
    lines: (text, style, { width: limit, most = Number.POSITIVE_INFINITY }) => {
      const broken = { limit, width: (part: string) => width(part, style) }
      const all = text.split('\n').flatMap((paragraph) => breakLines(paragraph, broken))
      return all.length <= most ? all : [...all.slice(0, most - 1), shortened(all[most - 1] ?? '', broken)]
    },
    draw: (text, style, { x, y, align = 'left' }) => {
      const offset = align === 'left' ? 0 : width(text, style) / (align === 'right' ? 1 : 2)
      let left = x - offset
      for (const run of runs(text, style)) {
        pdf
          .font(run.font)
          .fontSize(style.size)
          .fillColor(style.colour ?? ink)
        pdf.text(run.text, left, y, { lineBreak: false, baseline: 'alphabetic', features })
        left += measure(run) * style.size
      }
    },
  }
}

export const ink = '#221c16'

interface Run {
  readonly font: string
  readonly text: string
}

/** Neighbours of the same font together. What no typeface has is left out: a box in its place would tell no more. */
function runsOf(text: string, { fontFor }: Weight): Run[] {
  const runs: { font: string; text: string }[] = []
  for (const character of text) {
    const font = fontFor.get(character)
    if (font === undefined) continue
    const last = runs.at(-1)
    if (last?.font === font) last.text += character
    else runs.push({ font, text: character })
  }
  return runs
}

/** The width of a run at a size of one point. Most words of a report come again, so each is measured once. */
function measurer(pdf: PDFKit.PDFDocument): (run: Run) => number {
  const known = new Map<string, number>()
  return ({ font, text }) => {
    const key = `${font}\n${text}`
    const width = known.get(key) ?? pdf.font(font).fontSize(100).widthOfString(text, { features }) / 100
    known.set(key, width)
    return width
  }
}

interface Breaking {
  readonly limit: number
  readonly width: (part: string) => number
}

/** Where Unicode lets a line end (UAX 14); a word longer than a line is broken anywhere. */
function breakLines(paragraph: string, { limit, width }: Breaking): string[] {
  const lines: string[] = []
  let line = ''
  let filled = 0
  const add = (part: string) => {
    if (line !== '' && filled + width(part.trimEnd()) > limit) {
      lines.push(line.trimEnd())
      line = ''
      filled = 0
    }
    line += part
    filled += width(part)
  }
  for (const word of wordsOf(paragraph)) {
    for (const part of width(word.trimEnd()) > limit ? word : [word]) add(part)
  }
  return [...lines, line.trimEnd()]
}

function wordsOf(text: string): string[] {
  const breaker = new LineBreaker(text)
  const words: string[] = []
  let from = 0
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    words.push(text.slice(from, next.position))
    from = next.position
  }
  return words
}

function shortened(line: string, { limit, width }: Breaking): string {
  const characters = Array.from(line)
  while (characters.length > 0 && width(characters.join('') + ellipsis) > limit) characters.pop()
  return characters.join('').trimEnd() + ellipsis
}
