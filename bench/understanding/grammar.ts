import { readFileSync } from 'node:fs'

import { shuffle } from './softmax.ts'

/** A made-up message, and what it was made to be. */
export interface Made {
  text: string
  meaning: string
  sentiment: string
}

interface Grammar {
  slots: Map<string, string[]>
  sections: { meaning: string; sentiment: string; patterns: string[] }[]
}

/** `each` messages of every meaning, from the patterns of `grammar.<language>.txt`: `{slot}`, `(this|that|)`, and `~ ❨ ❩` for what is itself used to write patterns. */
export function madeMessages(language: string, each: number, random: () => number): Made[] {
  const grammar = readGrammar(language)
  const made: Made[] = []
  for (const { meaning, sentiment, patterns } of grammar.sections) {
    const share = meaning === 'other' && sentiment !== 'neutral' ? each / 5 : each
    const order = [...patterns]
    for (let count = 0; count < share; count++) {
      if (count % order.length === 0) shuffle(order, random)
      const text = noisy(expand(order[count % order.length] ?? '', grammar.slots, random), random)
      if (text !== '') made.push({ text, meaning, sentiment })
    }
  }
  return made
}

/** The words of a slot, for the lexicon. */
export function slotOf(language: string, name: string): readonly string[] {
  return readGrammar(language).slots.get(name) ?? []
}

function readGrammar(language: string): Grammar {
  const grammar: Grammar = { slots: new Map(), sections: [] }
  for (const line of readFileSync(new URL(`grammar.${language}.txt`, import.meta.url), 'utf8').split('\n')) {
    const slot = /^= ([^:]+): (.*)$/.exec(line)
    const section = /^# (\w+) (\w+)$/.exec(line)
    if (slot)
      grammar.slots.set(
        slot[1] ?? '',
        (slot[2] ?? '').split('|').map((word) => word.trim()),
      )
    else if (section) grammar.sections.push({ meaning: section[1] ?? '', sentiment: section[2] ?? '', patterns: [] })
    else if (line.trim() !== '') grammar.sections.at(-1)?.patterns.push(line)
  }
  return grammar
}

function expand(pattern: string, slots: ReadonlyMap<string, readonly string[]>, random: () => number): string {
  let text = pattern
  for (let found = innermost(text); found; found = innermost(text)) {
    const choices = found.slot === undefined ? found.body.split('|') : (slots.get(found.slot) ?? [''])
    const choice = choices[Math.floor(random() * choices.length)] ?? ''
    text = text.slice(0, found.index) + choice + text.slice(found.index + found.length)
  }
  return text
    .replaceAll('~', ' ')
    .replaceAll('❩', ')')
    .replaceAll('❨', '(')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ ([.,!?])/g, '$1')
    .trim()
}

function innermost(text: string): { index: number; length: number; body: string; slot?: string } | undefined {
  const match = /\{([^{}]+)\}|\(([^(){}]*)\)/.exec(text)
  if (!match) return
  return { index: match.index, length: match[0].length, body: match[2] ?? '', ...(match[1] === undefined ? {} : { slot: match[1] }) }
}

/** People write in small letters, in capitals, without stops and to somebody. */
function noisy(text: string, random: () => number): string {
  const dice = random()
  if (dice < 0.3) return text.toLowerCase()
  if (dice < 0.33) return text.toUpperCase()
  if (dice < 0.42) return `@user ${text}`
  if (dice < 0.5) return text.replaceAll(/[.!。！]+/g, '')
  return text
}
