import { z } from 'zod'

import { Language } from '#kit/contract'

import type { Action, ActionImage, StandInProfile } from '../networks/stand-in.ts'
import { customers } from './customers.ts'
import { address, nameOf, type Network } from './page.ts'
import type { Sandbox } from './sandbox.ts'
import { cookie, cookieFor, isCalled, languageCookie, type Visitor } from './visitor.ts'

/** What came of a form: where the visitor goes on, or why it was not done. */
export type Done =
  | { readonly kind: 'done'; readonly back: string; readonly cookie?: string }
  | { readonly kind: 'refused'; readonly problem: string; readonly network?: Network }
  | { readonly kind: 'unknown' }

interface Sent {
  readonly sandbox: Sandbox
  readonly visitor: Visitor
  readonly form: FormData
}

/** Does what a form of the page asks for. */
export async function doWhatWasAsked(what: string, sent: Sent): Promise<Done> {
  const { sandbox, form } = sent
  const back = backTo(sandbox, form)
  switch (what) {
    case 'time': {
      const hours = z.coerce
        .number()
        .int()
        .min(1)
        .max(24 * 31)
        .safeParse(form.get('hours'))
      if (!hours.success) return { kind: 'unknown' }
      sandbox.clock.advance({ hours: hours.data })
      return { kind: 'done', back }
    }
    case 'language': {
      const language = Language.safeParse(form.get('language'))
      return language.success ? { kind: 'done', back, cookie: cookie(sandbox, languageCookie, language.data) } : { kind: 'unknown' }
    }
    case 'who':
      return become(sent, back)
    case 'act':
      return act(sent, back)
    case 'hide':
      return hide(sent, back)
    case 'delete-message':
      return deleteMessage(sent, back)
    case 'messages-from':
      return takeMessages(sent, back)
    default:
      return { kind: 'unknown' }
  }
}

/** Only back into the sandbox. */
function backTo(sandbox: Sandbox, form: FormData): string {
  const home = new URL(address(sandbox), sandbox.base)
  const back = URL.canParse(field(form, 'back'), home) ? new URL(field(form, 'back'), home) : home
  const inside = back.origin === home.origin && back.pathname.startsWith(home.pathname)
  return inside ? back.pathname + back.search : home.pathname
}

function field(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

function networkIn({ sandbox, form }: Sent): Network | undefined {
  return sandbox.networks.find(({ id }) => id === field(form, 'network'))
}

function become(sent: Sent, back: string): Done {
  const network = networkIn(sent)
  const handle = field(sent.form, 'handle')
  const you = network && profileCalled(network, handle)
  return network && you ? { kind: 'done', back, cookie: cookie(sent.sandbox, cookieFor(network.id), you.handle) } : { kind: 'unknown' }
}

/** A profile that is there, or a made-up customer who gets one now. */
function profileCalled({ standIn }: Network, handle: string): StandInProfile | undefined {
  const known = standIn.profiles().find((profile) => profile.handle === handle || isCalled(profile, handle))
  if (known) return known
  const customer = customers.find((one) => one.handle === handle)
  return customer && standIn.addProfile(customer)
}

async function act(sent: Sent, back: string): Promise<Done> {
  const { visitor, form } = sent
  const network = networkIn(sent)
  const you = network && profileCalled(network, visitor.as(network).handle)
  if (!network || !you) return { kind: 'unknown' }
  const action = await actionIn(form, you.id)
  if (!action) return { kind: 'refused', problem: visitor.say('noWords'), network }
  return unlessRefused(sent, network, () => {
    network.standIn.act(action)
    // Where it stood there is nothing to see any more.
    const onward = action.kind === 'delete' ? address(sent.sandbox, { network: network.id }) : back
    return { kind: 'done', back: onward, cookie: cookie(sent.sandbox, cookieFor(network.id), you.handle) }
  })
}

function hide(sent: Sent, back: string): Done {
  const there = youIn(sent)
  const inApp = there?.network.standIn.hide
  if (!there || !inApp) return { kind: 'unknown' }
  return unlessRefused(sent, there.network, () => {
    inApp({ by: there.you.id, post: field(sent.form, 'post'), hidden: field(sent.form, 'hidden') === 'yes' })
    return { kind: 'done', back }
  })
}

function deleteMessage(sent: Sent, back: string): Done {
  const there = youIn(sent)
  const remove = there?.network.standIn.deleteMessage
  if (!there || !remove) return { kind: 'unknown' }
  return unlessRefused(sent, there.network, () => {
    remove({ by: there.you.id, message: field(sent.form, 'message') })
    return { kind: 'done', back }
  })
}

function takeMessages(sent: Sent, back: string): Done {
  const there = youIn(sent)
  const from = z.enum(['everyone', 'followed', 'nobody']).safeParse(sent.form.get('from')).data
  const take = there?.network.standIn.messagesFrom
  if (!there || !take || from === undefined) return { kind: 'unknown' }
  take.set(there.you.id, from)
  return { kind: 'done', back }
}

/** Where the visitor acts, and as whom. */
function youIn(sent: Sent): { readonly network: Network; readonly you: StandInProfile } | undefined {
  const network = networkIn(sent)
  const you = network && profileCalled(network, sent.visitor.as(network).handle)
  return network && you && { network, you }
}

/** A network says in a sentence why it does not let somebody do this. */
function unlessRefused({ visitor }: Sent, network: Network, doIt: () => Done): Done {
  try {
    return doIt()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { kind: 'refused', problem: visitor.say('refused', { network: nameOf(network), reason }), network }
  }
}

/** undefined where nothing was written. */
async function actionIn(form: FormData, by: string): Promise<Action | undefined> {
  const [post, profile, text] = [field(form, 'post'), field(form, 'profile'), field(form, 'text').replaceAll('\r\n', '\n')]
  const kind = z.enum(['post', 'reply', 'like', 'repost', 'follow', 'message', 'edit', 'delete']).safeParse(form.get('kind')).data
  if (kind === undefined) return undefined
  if (kind === 'like' || kind === 'repost' || kind === 'delete') return { kind, by, post }
  if (kind === 'follow') return { kind, by, profile }
  const images = kind === 'post' ? await imagesIn(form) : []
  if (text.trim() === '' && images.length === 0) return undefined
  if (kind === 'reply' || kind === 'edit') return { kind, by, post, text }
  if (kind === 'message') return { kind, by, to: profile, text }
  return { kind, by, text, images }
}

async function imagesIn(form: FormData): Promise<readonly ActionImage[]> {
  const picture = form.get('picture')
  if (!(picture instanceof File) || picture.size === 0) return []
  return [{ bytes: new Uint8Array(await picture.arrayBuffer()), mimeType: picture.type || 'image/jpeg', alt: field(form, 'alt') }]
}
