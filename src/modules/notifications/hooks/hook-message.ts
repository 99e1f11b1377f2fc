import type { HookService } from '../contract.ts'

export interface HookText {
  readonly title: string
  readonly body: string
  readonly link: { readonly label: string; readonly url: string }
}

/** The body of a request that shows a text in a channel. Whatever strangers wrote in it calls nobody and formats nothing. */
export function hookMessage(service: HookService, text: HookText): string {
  return JSON.stringify(service === 'slack' ? forSlack(text) : forDiscord(text))
}

/** https://docs.slack.dev/messaging/formatting-message-text: mentions and links are made of `<…>`, so that escaping these three is enough. */
function forSlack({ title, body, link }: HookText) {
  const text = `*${slackSafe(title).replaceAll('*', '∗')}*\n${slackSafe(body)}\n<${slackSafe(link.url)}|${slackSafe(link.label)}>`
  return { text: cut(text, 3000, `<${slackSafe(link.url)}>`), unfurl_links: false, unfurl_media: false, link_names: false }
}

function slackSafe(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** https://docs.discord.com/developers/resources/message#allowed-mentions-object: an empty list lets nobody be called. At most 2000 letters; the flag shows no previews. */
function forDiscord({ title, body, link }: HookText) {
  const text = `**${discordSafe(title)}**\n${discordSafe(body)}\n[${discordSafe(link.label)}](<${link.url}>)`
  return { content: cut(text, 2000, `<${link.url}>`), allowed_mentions: { parse: [] }, flags: 4 }
}

function discordSafe(text: string): string {
  return text.replace(/[\\*_~`|>#[\]()<:@-]/g, (sign) => `\\${sign}`)
}

/** What is too long ends with the address alone. */
function cut(text: string, most: number, address: string): string {
  if (text.length <= most) return text
  const room = most - address.length - 2
  return `${text.slice(0, room).replace(/[\\\uD800-\uDBFF&][^\s;]{0,4}$/, '')}…\n${address}`
}
