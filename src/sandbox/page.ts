import { html, type Html } from '#kit/html'
import { networkById } from '#networks'

import type { StandIn, StandInPost, StandInProfile } from '../networks/stand-in.ts'
import { customers } from './customers.ts'
import { style } from './page-style.ts'
import type { Sandbox } from './sandbox.ts'
import { isCalled, type Visitor } from './visitor.ts'

export interface View {
  readonly sandbox: Sandbox
  readonly visitor: Visitor
  /** Where the visitor is, to come back to after a form. */
  readonly here: string
  /** Everyone on a network, by id; asked of it once for a page. */
  people(network: Network): ReadonlyMap<string, StandInProfile>
  /** Every post there by id, latest first. */
  posts(network: Network): ReadonlyMap<string, StandInPost>
}

export function viewOf(seen: Pick<View, 'sandbox' | 'visitor' | 'here'>): View {
  return { ...seen, people: once(({ standIn }) => standIn.profiles()), posts: once(({ standIn }) => standIn.posts()) }
}

function once<Value extends { readonly id: string }>(read: (network: Network) => readonly Value[]) {
  const known = new Map<string, ReadonlyMap<string, Value>>()
  return (network: Network): ReadonlyMap<string, Value> => {
    const values = known.get(network.id) ?? new Map(read(network).map((value) => [value.id, value]))
    known.set(network.id, values)
    return values
  }
}

export interface Network {
  readonly id: string
  readonly standIn: StandIn
}

export function nameOf({ id }: { readonly id: string }): string {
  return networkById(id)?.name ?? id
}

/** Where the sandbox begins on its server, without a slash at the end. Addresses go without a host: the page may be reached under several. */
export function pathOf({ base }: Pick<Sandbox, 'base'>): string {
  return new URL(base).pathname.replace(/\/$/, '')
}

/** An address on the sandbox's own server without its host, any other as it is. */
export function nearby({ base }: Pick<Sandbox, 'base'>, url: string): string {
  return url.startsWith(`${base}/`) ? pathOf({ base }) + url.slice(base.length) : url
}

/** An address of the page itself. */
export function address(sandbox: Pick<Sandbox, 'base'>, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString()
  return `${pathOf(sandbox)}/${search === '' ? '' : `?${search}`}`
}

interface Shown {
  readonly title: string
  readonly network?: Network
  readonly problem?: string
  readonly status?: number
  readonly body: Html | readonly Html[]
}

/** The whole page around what is shown. */
export function page(view: View, { title, network, problem, status = 200, body }: Shown): Response {
  const { say, language } = view.visitor
  const { markup } = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${title} · ${say('title')}</title>
        <link rel="stylesheet" href="${pathOf(view.sandbox)}/fonts/latin.css" />
        <link rel="stylesheet" href="${pathOf(view.sandbox)}/fonts/chinese.css" />
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>
          <div class="top">
            <h1><a href="${address(view.sandbox)}">${say('title')}</a></h1>
            <p class="soft">${say('intro')}</p>
            <span class="spread">${languageForm(view)} ${home(view)}</span>
          </div>
          ${clock(view)}
          <nav aria-label="${say('networks')}">${tabs(view, network)}</nav>
        </header>
        <main>${problem === undefined ? undefined : html`<p class="problem" role="alert">${problem}</p>`} ${body}</main>
      </body>
    </html>`
  return new Response(markup, { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } })
}

/** The way back to Hearth, where the sandbox is a part of it. */
function home({ sandbox, visitor }: View): Html | undefined {
  return pathOf(sandbox) === '' ? undefined : html`<a href="/">${visitor.say('back')}</a>`
}

function languageForm({ sandbox, visitor, here }: View): Html {
  const other = visitor.language === 'en' ? 'zh-TW' : 'en'
  return html`<form class="inline" method="post" action="${pathOf(sandbox)}/language">
    <input type="hidden" name="back" value="${here}" />
    <button class="quiet" name="language" value="${other}" lang="${other}">${visitor.say('language')}</button>
  </form>`
}

function clock({ sandbox, visitor, here }: View): Html {
  const { say, language } = visitor
  const now = sandbox.clock.now()
  const shown = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(now.epochMilliseconds)
  return html`<form class="bar" method="post" action="${pathOf(sandbox)}/time">
    <input type="hidden" name="back" value="${here}" />
    <span>${say('time')} <time datetime="${now.toString()}">${shown} UTC</time></span>
    <span class="soft">${say('forward')}</span>
    <button name="hours" value="1">${say('hour')}</button>
    <button name="hours" value="24">${say('day')}</button>
    <button name="hours" value="168">${say('week')}</button>
  </form>`
}

function tabs({ sandbox, visitor }: View, current: Network | undefined): readonly Html[] {
  return [
    tab(address(sandbox), visitor.say('all'), current === undefined),
    ...sandbox.networks.map((network) => tab(address(sandbox, { network: network.id }), nameOf(network), current?.id === network.id)),
  ]
}

/** Who the visitor is on this network, and the others they may be. */
export function chooser(view: View, network: Network): Html {
  const { sandbox, visitor, here } = view
  const { say } = visitor
  const you = visitor.as(network)
  const profiles = [...view.people(network).values()]
  const more = customers.filter(({ handle }) => !profiles.some((profile) => isCalled(profile, handle)))
  const choice = (one: { readonly handle: string; readonly displayName: string }) =>
    html`<option value="${one.handle}" ${chosen(one.handle === you.handle)}>${one.displayName} (@${one.handle})</option>`
  return html`<form class="bar" method="post" action="${pathOf(sandbox)}/who">
    <input type="hidden" name="back" value="${here}" />
    <input type="hidden" name="network" value="${network.id}" />
    <label class="bar"
      >${say('you')}
      <select name="handle" aria-label="${say('beWho')}">
        ${[...more, ...profiles].map(choice)}
      </select></label
    >
    <button>${say('change')}</button>
  </form>`
}

function tab(href: string, words: string, isCurrent: boolean): Html {
  return isCurrent ? html`<a href="${href}" aria-current="page">${words}</a>` : html`<a href="${href}">${words}</a>`
}

function chosen(is: boolean): Html {
  return is ? html`selected` : html``
}
