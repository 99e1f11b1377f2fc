import type { Network } from './network.ts'

const marks = { from: '<!-- networks: made by `npm run -s readme` -->', to: '<!-- /networks -->' } as const

const columns: readonly (readonly [string, (network: Network) => string])[] = [
  ['Network', ({ name }) => name],
  ['Kinds', kinds],
  ['Pictures', (network) => String(rulesOf(network).images.maxPerPart || '')],
  ['Video', (network) => said(rulesOf(network).videosFor !== undefined)],
  ['Document', (network) => said(rulesOf(network).documents !== undefined)],
  ['Poll', (network) => said(rulesOf(network).polls !== undefined)],
  ['Thread', (network) => said(rulesOf(network).maxParts > 1)],
  ['First comment', (network) => said(rulesOf(network).settings.some(({ name }) => name === 'first_comment'))],
  ['Correct', (network) => said(network.publishing?.edit !== undefined)],
  ['Take down', (network) => said(network.publishing?.takeDown !== undefined)],
  ['Mentions looked up', (network) => said(network.mentions !== undefined)],
  ['Quota shown', (network) => said(network.quotas !== undefined)],
  ['Inbox', (network) => said(network.inbox !== undefined)],
  ['Hide', (network) => said(network.inbox?.hide !== undefined)],
  ['Numbers', numbers],
  ['On the calendar from elsewhere', (network) => said(network.timeline !== undefined)],
]

/** What each network can do in Hearth, read off its folder: a table in Markdown. */
export function networksTable(networks: readonly Network[]): string {
  return [
    row(columns.map(([title]) => title)),
    row(columns.map(() => '---')),
    ...networks.toSorted((a, b) => a.name.localeCompare(b.name, 'en')).map((network) => row(columns.map(([, cell]) => cell(network)))),
  ].join('\n')
}

/** The text with the table in its place. @throws Error where the marks are missing. */
export function withTable(text: string, table: string): string {
  const [from, to] = [text.indexOf(marks.from), text.indexOf(marks.to)]
  if (from < 0 || to < from) throw new Error(`The place for the table is not marked: ${marks.from} … ${marks.to}`)
  return `${text.slice(0, from)}${marks.from}\n\n${table}\n\n${text.slice(to)}`
}

function rulesOf({ rulesFor }: Network) {
  return rulesFor({})
}

function kinds(network: Network): string {
  const field = rulesOf(network).settings.find(({ name }) => name === 'kind')
  return field?.kind === 'choice' ? field.options.join(', ') : 'post'
}

function numbers({ insights }: Network): string {
  const told = { profile: insights?.profile, posts: insights?.posts, audience: insights?.audience }
  return Object.entries(told)
    .flatMap(([name, can]) => (can ? [name] : []))
    .join(', ')
}

function said(can: boolean): string {
  return can ? '✓' : ''
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
