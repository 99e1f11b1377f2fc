import type { ClickKind, DeviceKind } from '../short-contract.ts'

/** What a request says of itself, as far as it matters here. */
export interface Asking {
  readonly method: string
  /** By lower-case name. */
  readonly header: (name: string) => string | undefined
}

/** Who follows a link: a person, or a program that says so by its method, its purpose or its name. */
export async function kindOfClick({ method, header }: Asking): Promise<ClickKind> {
  // Sec-Purpose is the standard (https://fetch.spec.whatwg.org/#sec-purpose-header); browsers sent the others before it.
  const purpose = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].map((name) => header(name) ?? '').join(' ')
  if (method === 'HEAD' || /prefetch|prerender/i.test(purpose)) return 'prefetch'
  const agent = header('user-agent') ?? ''
  if (/preview/i.test(purpose) || previews.test(agent)) return 'preview'
  if (agent === '') return 'bot'
  const { isbot } = await import('isbot')
  return isbot(agent) ? 'bot' : 'person'
}

/** Programs that draw a card of a link where somebody wrote it. Names as their makers give them. */
const previews = new RegExp(
  [
    // https://developers.facebook.com/docs/sharing/webmasters/web-crawlers
    'facebookexternalhit|facebookcatalog|meta-externalfetcher',
    // https://developer.x.com/en/docs/x-for-websites/cards/guides/getting-started
    'twitterbot',
    // https://api.slack.com/robots
    'slackbot|slack-imgproxy',
    // https://www.linkedin.com/robots.txt
    'linkedinbot',
    // https://help.pinterest.com/en/business/article/pinterest-crawler
    'pinterest/0\\.|pinterestbot',
    // https://github.com/bluesky-social/cardyb
    'cardyb',
    // https://developers.snap.com/robots
    'snap url preview',
    'whatsapp/|telegrambot|discordbot|redditbot|vkshare|line-poker|kakaotalk-scrap|skypeuripreview|microsoftpreview',
    'mastodon/|pleroma|akkoma|misskey/|lemmy/|friendica',
    'embedly|iframely',
  ].join('|'),
  'i',
)

/** By the words that makers of devices agree on; whoever says nothing sits at a computer. */
export function deviceOf({ header }: Asking): DeviceKind {
  const agent = header('user-agent') ?? ''
  if (/ipad|tablet|kindle|silk\/|playbook|android(?!.*mobile)/i.test(agent)) return 'tablet'
  if (header('sec-ch-ua-mobile') === '?1' || /mobile|iphone|ipod|android|windows phone/i.test(agent)) return 'phone'
  return 'computer'
}

/** The host of the page that a visitor comes from, of an app its name; no more of it. */
export function referrerOf({ header }: Asking): string | undefined {
  const referrer = header('referer')
  if (!referrer || !URL.canParse(referrer)) return undefined
  const { protocol, hostname } = new URL(referrer)
  return ['http:', 'https:', 'android-app:'].includes(protocol) && hostname !== '' ? hostname.slice(0, 200) : undefined
}

/** https://www.w3.org/TR/tracking-dnt/ and https://www.w3.org/TR/gpc/ */
export function asksNotToBeTracked({ header }: Asking): boolean {
  return header('dnt') === '1' || header('sec-gpc') === '1'
}
