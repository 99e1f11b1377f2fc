import type { Reason } from '../people-contract.ts'
import { plainWords } from './marks.ts'

type Sameness = Reason['same']

interface Named {
  readonly handle: string
  readonly name: string
}

/** What two profiles of one person may have in common; too little to tell by itself, so a person always decides. */
export function keysOf({ handle, name }: Named): readonly Reason[] {
  const words = plainWords(name)
  const [local = '', host] = plainWords(handle).replace(/^@/, '').split('@')
  const labels = local.split('.')
  // A handle with a host in it, as some networks have them, is told by its first part.
  const handles = labels.length > 2 ? [local, labels[0] ?? ''] : [local]
  const sites = [host ?? '', local].filter(isSite)
  return [
    ...keys('handle', handles.map(onlyLetters), 4),
    ...keys('name', [words], /\p{Script=Han}/u.test(words) ? 3 : 5),
    ...keys('site', sites, 4),
  ]
}

/** What is shorter is many people's. */
function keys(same: Sameness, values: readonly string[], shortest: number): Reason[] {
  return [...new Set(values)].filter((value) => Array.from(value).length >= shortest).map((value) => ({ same, value }))
}

const onlyLetters = (handle: string) => handle.replaceAll(/[^\p{L}\p{N}]/gu, '')
const isSite = (text: string) => /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u.test(text)

/** How a key stands in the index. */
export const asWhole = ({ same, value }: Reason) => `${same}=${value}`
