import type { Hosts } from './session.ts'

/** The network's own names, of which people copy addresses from whichever app they use. */
const hosts: ReadonlySet<string> = new Set(['discord.com', 'canary.discord.com', 'ptb.discord.com', 'discordapp.com'])

export interface WebhookAddress {
  readonly webhook: string
  readonly token: string
}

/** The id and the token in the address of a webhook; undefined for any other address. Nothing is ever asked of the host written there: requests go to the API. */
export function readWebhookAddress(written: string, { web }: Pick<Hosts, 'web'>): WebhookAddress | undefined {
  const address = written.trim()
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  const isTheirs = url.protocol === 'https:' && url.port === '' && hosts.has(url.hostname)
  if ((!isTheirs && url.origin !== new URL(web).origin) || url.username !== '' || url.password !== '') return undefined
  const [, webhook, token] = /\/api\/(?:v\d{1,2}\/)?webhooks\/(\d{17,20})\/([\w-]{60,100})\/?$/.exec(url.pathname) ?? []
  return webhook === undefined || token === undefined ? undefined : { webhook, token }
}
