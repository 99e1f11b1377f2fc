import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { Colour } from '#contract/strategy'

const [light = '', dark = ''] = readFileSync('src/web/ui/colours.css', 'utf8').split("[data-mantine-color-scheme='dark']")
const grounds = ['ground', 'raised', 'sunken']
const tints = Colour.options
const words = ['ink', 'ink-soft', 'ember-text', 'good', 'wait', 'bad', 'calm']

describe.each([
  ['light', coloursOf(light)],
  ['dark', coloursOf(dark)],
])('%s colours', (_scheme, colours) => {
  test.each(words.flatMap((word) => grounds.map((ground) => [word, ground] as const)))('%s can be read on %s', (word, ground) => {
    expect(contrast(colours(word), colours(ground))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['good', 'wait', 'bad', 'calm'])('%s can be read on its own soft ground', (state) => {
    expect(contrast(colours(state), colours(`${state}-soft`))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(tints.flatMap((tint) => grounds.map((ground) => [tint, ground] as const)))(
    'a %s mark and its word can be read on %s',
    (tint, ground) => {
      expect(contrast(colours(`tint-${tint}`), colours(ground))).toBeGreaterThanOrEqual(4.5)
    },
  )

  test('white can be read on an ember button, ember on its soft ground', () => {
    expect(contrast('#ffffff', colours('ember-hover'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast('#ffffff', colours('ember'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colours('ember-text'), colours('ember-soft'))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(grounds)('a control is told from %s by its line', (ground) => {
    expect(contrast(colours('line-strong'), colours(ground))).toBeGreaterThanOrEqual(3)
  })
})

function coloursOf(css: string): (name: string) => string {
  return (name) => {
    const found = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1]
    if (found === undefined) throw new Error(`--${name} is not in colours.css.`)
    return found
  }
}

/** WCAG 2.2, contrast ratio of two colours. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
