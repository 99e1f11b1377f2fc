import type { Network } from './network.ts'

const columns: readonly (readonly [string, (network: Network) => string])[] = [
  ['Network', linked],
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
    ...byName(networks).map((network) => row(columns.map(([, cell]) => cell(network)))),
  ].join('\n')
}

/** What a person needs to connect each, as its own README says in two lines: a table in Markdown. @throws Error where a README does not say it. */
export function connectingTable(networks: readonly Network[], readmeOf: (network: Network) => string): string {
  const lineOf = (network: Network, word: string) => {
    const line = new RegExp(`^- ${word}: (.+)$`, 'm').exec(readmeOf(network))?.[1]
    if (line === undefined) throw new Error(`The README of ${network.name} lacks its line “- ${word}: …”.`)
    return line
  }
  return [
    row(['Network', 'What you need', 'Then']),
    row(['---', '---', '---']),
    ...byName(networks).map((network) => row([linked(network), lineOf(network, 'You need'), lineOf(network, 'Then')])),
  ].join('\n')
}

/** The text with both tables in their places. @throws Error where a mark is missing. */
export function withTables(text: string, tables: { readonly networks: string; readonly connecting: string }): string {
  return withTable(withTable(text, 'networks', tables.networks), 'connecting', tables.connecting)
}

function withTable(text: string, place: string, table: string): string {
  const marks = { from: `<!-- ${place}: made by \`npm run -s readme\` -->`, to: `<!-- /${place} -->` }
  const [from, to] = [text.indexOf(marks.from), text.indexOf(marks.to)]
  if (from < 0 || to < from) throw new Error(`The place for the table is not marked: ${marks.from} … ${marks.to}`)
  return `${text.slice(0, from)}${marks.from}\n\n${table}\n\n${text.slice(to)}`
}

function byName(networks: readonly Network[]): readonly Network[] {
  return networks.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

function linked({ id, name }: Network): string {
  return `[${name}](src/networks/${id}/README.md)`
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
