import type { FilledAnswer } from '#contract/inbox'

/** Those that have every word, in their name, shortcut or any of their texts, whatever its case or width; the one with this very shortcut first. */
export function findSaved(saved: readonly FilledAnswer[], typed: string): readonly FilledAnswer[] {
  const words = even(typed).replace(/^\//, '').split(/\s+/).filter(Boolean)
  const found = saved.filter((each) => {
    const said = even([each.name, each.shortcut ?? '', ...each.texts.map(({ text }) => text)].join('\n'))
    return words.every((word) => said.includes(word))
  })
  const isMeant = ({ shortcut }: FilledAnswer) => shortcut !== undefined && even(shortcut) === words.join(' ')
  return [...found.filter(isMeant), ...found.filter((each) => !isMeant(each))]
}

const even = (text: string) => text.normalize('NFKC').toLocaleLowerCase().trim()
