import type { Deed } from '#contract/inbox'

import styles from './note-text.module.css'

/** What a note says, the colleagues whom it calls marked. */
export function NoteText({ text, mentions = [] }: { text: string; mentions?: Deed['mentions'] }) {
  return partsOf(
    text,
    mentions.map(({ name }) => `@${name}`),
  ).map(({ from, words, isCalled }) =>
    isCalled ? (
      <strong key={from} className={styles.called}>
        {words}
      </strong>
    ) : (
      words
    ),
  )
}

interface Part {
  readonly from: number
  readonly words: string
  readonly isCalled: boolean
}

function partsOf(text: string, called: readonly string[]): Part[] {
  const parts: Part[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const [name] = called.filter((each) => text.startsWith(each, at)).toSorted((a, b) => b.length - a.length)
    if (name === undefined || at < from) continue
    parts.push({ from, words: text.slice(from, at), isCalled: false }, { from: at, words: name, isCalled: true })
    from = at + name.length
  }
  return [...parts, { from, words: text.slice(from), isCalled: false }].filter(({ words }) => words !== '')
}
