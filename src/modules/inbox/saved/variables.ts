/** What saved answers may leave open. */
const variables = ['name', 'handle', 'brand', 'agent'] as const
type Variable = (typeof variables)[number]

const written = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/gu

/** What stands in double braces and means nothing here, as it is written: `{{nmae}}`, or braces that are never closed. */
export function unknownIn(text: string): string[] {
  const named = [...text.matchAll(written)].filter(([, name = '']) => !isVariable(name.trim())).map(([whole]) => whole)
  const stray = [...text.replaceAll(written, '').matchAll(/\{\{[^{}]{0,20}\}?|\}\}/gu)].map(([whole]) => whole.trim())
  return [...new Set([...named, ...stray])]
}

interface Filled {
  readonly text: string
  /** Those without a value and without words instead; they stay as they were written, for a person to see. */
  readonly missing: Variable[]
}

/** Puts values in their places, once: what a value itself says in braces stays as it is. */
export function fillIn(text: string, values: Readonly<Record<Variable, string>>): Filled {
  const missing = new Set<Variable>()
  const filled = text.replaceAll(written, (whole, named: string, instead?: string) => {
    const name = named.trim()
    if (!isVariable(name)) return whole
    const value = values[name].replaceAll(/\s+/gu, ' ').trim()
    if (value !== '') return value
    if (instead !== undefined) return instead.trim()
    missing.add(name)
    return whole
  })
  return { text: filled, missing: [...missing] }
}

const isVariable = (name: string): name is Variable => variables.some((each) => each === name)

/** The most that a variable is ever filled with. */
const longestValue = 120

/** Whether a text is what was written, with nothing but its variables filled in, by whomever. */
export function isFilled(text: string, template: string): boolean {
  const [first = '', ...rest] = plain(template).split(/\{\{[^{}]*\}\}/u)
  const said = plain(text)
  if (rest.length === 0) return said === first
  if (!said.startsWith(first) || [first, ...rest].join('').length * 2 < said.length) return false
  let from = first.length
  for (const [at, words] of rest.entries()) {
    const found = at === rest.length - 1 ? said.length - words.length : said.indexOf(words, from)
    if (found < from || found - from > longestValue || !said.startsWith(words, found)) return false
    from = found + words.length
  }
  return true
}

const plain = (text: string) => text.replaceAll(/\s+/gu, ' ').trim()
