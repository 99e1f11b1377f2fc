import type { Finding, PostContent, Reason, Settings } from '../network.ts'
import { actionAddress, actionIn, isBefore, kindIn, momentIn, textIn } from './choices.ts'
import { type Known, limits } from './limits.ts'

type Found = Pick<Finding, 'severity' | 'reason' | 'setting'>

/** Everything to say of what was chosen for this network. */
export function* checkSettings(post: PostContent, location: Known): Generator<Found> {
  const { settings } = post
  const kind = kindIn(settings)
  if (kind !== 'update') yield* checkEvent(settings)
  if (kind === 'offer') yield* checkOffer(settings)
  yield* checkAction(post, location)
}

/** An offer has a title and a time as an event has: the API wants both. */
function* checkEvent(settings: Settings): Generator<Found> {
  const title = textIn(settings, 'event_title')
  if (title === '') yield wrong('event_title', 'title-missing')
  if (title.length > limits.title) yield wrong('event_title', 'title-too-long', { over: title.length - limits.title, max: limits.title })
  const [start, end] = [momentIn(settings, 'event_start'), momentIn(settings, 'event_end')]
  if (!start) yield wrong('event_start', 'time-missing')
  if (!end) yield wrong('event_end', 'time-missing')
  if (start && end && !isBefore(start, end)) yield wrong('event_end', 'ends-before-start')
}

function* checkOffer(settings: Settings): Generator<Found> {
  const over = { coupon_code: limits.coupon, terms: limits.terms, redeem_url: limits.address }
  for (const [name, max] of Object.entries(over)) {
    const length = textIn(settings, name).length
    if (length > max) yield wrong(name, 'text-too-long', { over: length - max, max })
  }
  const address = textIn(settings, 'redeem_url')
  if (address !== '' && !isAddress(address)) yield wrong('redeem_url', 'not-an-address')
}

function* checkAction(post: PostContent, { phone }: Known): Generator<Found> {
  const action = actionIn(post.settings)
  if (action === 'none') return
  if (action === 'CALL') {
    if (phone === false) yield wrong('action', 'call-without-phone')
    return
  }
  const address = actionAddress(post)
  if (address === '') yield wrong('action_url', 'action-url-missing')
  else if (!isAddress(address)) yield wrong('action_url', 'not-an-address')
}

function isAddress(written: string): boolean {
  return URL.canParse(written) && /^https?:$/.test(new URL(written).protocol) && written.length <= limits.address
}

function wrong(setting: string, code: string, params?: Reason['params']): Found {
  return { severity: 'error', reason: params ? { code, params } : { code }, setting }
}
