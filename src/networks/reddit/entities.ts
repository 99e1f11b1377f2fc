import type { Entity } from '../network.ts'

const link = /https?:\/\/[^\s<>()[\]]+[^\s<>()[\].,;:!?'"*_~]/g
/** A person or a community, with or without a slash in front; not within an address. */
const named = /(?<=^|[^\w/])\/?(u|r)\/([\w-]{2,21})(?![\w/-])/g

/** What Reddit links: addresses, people (`u/name`) and communities (`r/name`). */
export function findEntities(text: string): readonly Entity[] {
  const links = [...text.matchAll(link)].map(([found], index, all): Entity => {
    const start = all[index]?.index ?? 0
    return { kind: 'link', start, end: start + found.length, value: found }
  })
  const isInLink = (at: number) => links.some(({ start, end }) => at >= start && at < end)
  const names = [...text.matchAll(named)].flatMap(({ 0: found, 1: kind, 2: name = '', index }): Entity[] =>
    isInLink(index) ? [] : [{ kind: kind === 'u' ? 'mention' : 'tag', start: index, end: index + found.length, value: name }],
  )
  return [...links, ...names].toSorted((one, other) => one.start - other.start)
}
