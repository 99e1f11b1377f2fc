import { html, type Html } from '#kit/html'

import type { StandInPost, StandInProfile } from '../networks/stand-in.ts'
import { address, nearby, type Network, pathOf, type View } from './page.ts'

/** A post as people see it, with what they can do about it. */
export function postCard(view: View, network: Network, post: StandInPost): Html {
  const { say } = view.visitor
  const author = view.people(network).get(post.profileId)
  return html`<article>
    ${byline(view, network, { author, at: post.at, href: postAddress(view, network, post.id) })} ${above(view, network, post)}
    ${post.hidden ? html`<p class="soft">${say('hiddenThere')}</p>` : undefined}
    ${post.warning ? html`<p class="warning">${say('warning', { warning: post.warning })}</p>` : undefined}
    ${post.title ? html`<p class="text"><strong>${post.title}</strong></p>` : undefined}
    ${post.text === '' ? undefined : html`<p class="text">${post.text}</p>`} ${pictures(view, post)} ${card(post)} ${poll(view, post)}
    <div class="acts">
      ${act(view, network, { kind: 'like', post: post.id, label: say('like'), count: post.likes })}
      ${act(view, network, { kind: 'repost', post: post.id, label: say('repost'), count: post.reposts })}
      <a class="soft" href="${postAddress(view, network, post.id)}">${say('replies')} ${post.replies}</a>
      ${hiding(view, network, post)}
    </div>
    <details>
      <summary>${say('reply')}</summary>
      ${replyForm(view, network, post)}
    </details>
    ${view.visitor.as(network).profile?.id === post.profileId ? ownForms(view, network, post) : undefined}
  </article>`
}

/** What others answered below a visitor's own post. */
function hiding(view: View, network: Network, post: StandInPost): Html | undefined {
  const { sandbox, visitor, here } = view
  const you = visitor.as(network).profile?.id
  const began = you !== undefined && network.standIn.hide ? firstOf(view, network, post) : undefined
  if (!began || began.profileId !== you || post.profileId === you) return undefined
  return html`<form class="inline" method="post" action="${pathOf(sandbox)}/hide">
    <input type="hidden" name="back" value="${here}" />
    <input type="hidden" name="network" value="${network.id}" />
    <input type="hidden" name="post" value="${post.id}" />
    <button class="quiet" name="hidden" value="${post.hidden ? 'no' : 'yes'}">
      ${post.hidden ? visitor.say('show') : visitor.say('hide')}
    </button>
  </form>`
}

/** What an answer stands under, however deep; undefined for what is no answer. */
function firstOf(view: View, network: Network, { replyTo }: StandInPost): StandInPost | undefined {
  const answered = replyTo === undefined ? undefined : view.posts(network).get(replyTo)
  return answered && (answered.replyTo === undefined ? answered : firstOf(view, network, answered))
}

/** People change their mind about what they wrote. */
function ownForms({ sandbox, visitor, here }: View, network: Network, post: StandInPost): Html {
  const { say } = visitor
  return html`<details>
    <summary>${say('edit')}</summary>
    <form class="stack" method="post" action="${pathOf(sandbox)}/act">
      <input type="hidden" name="back" value="${here}" />
      <input type="hidden" name="network" value="${network.id}" />
      <input type="hidden" name="post" value="${post.id}" />
      <label>${say('editText')} <textarea name="text" rows="2">${post.text}</textarea></label>
      <div class="acts">
        <button name="kind" value="edit">${say('edit')}</button>
        <button class="quiet" name="kind" value="delete">${say('delete')}</button>
      </div>
    </form>
  </details>`
}

interface By {
  readonly author: StandInProfile | undefined
  readonly at: string
  readonly href: string
}

function byline(view: View, network: Network, { author, at, href }: By): Html {
  if (!author) return html``
  return html`<div class="who">
    ${face(author)}
    <span class="names"
      ><a href="${profileAddress(view, network, author)}">${author.displayName}</a> <span class="soft">@${author.handle}</span></span
    >
    <a class="spread soft" href="${href}"><time datetime="${at}">${ago(view, at)}</time></a>
  </div>`
}

export function face({ displayName, handle, avatarUrl }: StandInProfile): Html {
  if (avatarUrl !== undefined) return html`<img class="face" src="${avatarUrl}" alt="" referrerpolicy="no-referrer" />`
  return html`<span class="face" aria-hidden="true">${(displayName || handle).slice(0, 1).toUpperCase()}</span>`
}

export function profileAddress({ sandbox }: View, network: Network, profile: { readonly id: string }): string {
  return address(sandbox, { network: network.id, profile: profile.id })
}

function postAddress({ sandbox }: View, network: Network, id: string): string {
  return address(sandbox, { network: network.id, post: id })
}

function above(view: View, network: Network, post: StandInPost): Html | undefined {
  if (post.replyTo === undefined) return undefined
  const { say } = view.visitor
  const answered = view.posts(network).get(post.replyTo)
  const author = answered && view.people(network).get(answered.profileId)
  if (!answered || !author) return html`<p class="soft">${say('goneAbove')}</p>`
  return html`<p class="soft"><a href="${postAddress(view, network, answered.id)}">${say('answerTo', { name: author.displayName })}</a></p>`
}

function pictures({ sandbox }: View, { images, videos = [] }: StandInPost): Html | undefined {
  if (images.length + videos.length === 0) return undefined
  return html`<div class="pictures">
    ${videos.map(({ url, alt = '' }) => html`<video src="${nearby(sandbox, url)}" aria-label="${alt}" controls preload="metadata"></video>`)}
    ${images.map(({ url, alt }) => html`<img src="${nearby(sandbox, url)}" alt="${alt}" loading="lazy" />`)}
  </div>`
}

function card({ link }: StandInPost): Html | undefined {
  if (!link) return undefined
  const words = html`<strong>${link.title || link.url}</strong><span class="soft">${link.description}</span>`
  // Only addresses of web pages become links; anything else is shown as it was written.
  return /^https?:\/\//i.test(link.url)
    ? html`<a class="card" href="${link.url}" rel="nofollow noreferrer">${words}</a>`
    : html`<span class="card">${words}</span>`
}

function poll(view: View, post: StandInPost): Html | undefined {
  if (!post.poll) return undefined
  const { say } = view.visitor
  return html`<ul class="poll">
      ${post.poll.options.map(({ text, votes }) => html`<li><span>${text}</span><span class="soft">${say('votes', { count: votes })}</span></li>`)}
    </ul>
    <p class="soft">${say('pollEnds', { time: ago(view, post.poll.endsAt) })}</p>`
}

interface Doing {
  readonly kind: 'like' | 'repost'
  readonly post: string
  readonly label: string
  readonly count: number
}

function act({ sandbox, here }: View, network: Network, { kind, post, label, count }: Doing): Html {
  return html`<form class="inline" method="post" action="${pathOf(sandbox)}/act">
    <input type="hidden" name="back" value="${here}" />
    <input type="hidden" name="network" value="${network.id}" />
    <input type="hidden" name="post" value="${post}" />
    <button class="quiet" name="kind" value="${kind}">${label} ${count}</button>
  </form>`
}

export function replyForm({ sandbox, visitor, here }: View, network: Network, post: StandInPost): Html {
  const { say } = visitor
  return html`<form class="stack" method="post" action="${pathOf(sandbox)}/act">
    <input type="hidden" name="back" value="${here}" />
    <input type="hidden" name="network" value="${network.id}" />
    <input type="hidden" name="post" value="${post.id}" />
    <label>${say('replyText')} <textarea name="text" rows="2" required></textarea></label>
    <button name="kind" value="reply">${say('reply')}</button>
  </form>`
}

const steps = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** How long ago, by the sandbox's clock, or how long to go. */
export function ago({ sandbox, visitor }: View, at: string): string {
  const seconds = (Date.parse(at) - sandbox.clock.now().epochMilliseconds) / 1000
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const)
  return new Intl.RelativeTimeFormat(visitor.language, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit)
}
