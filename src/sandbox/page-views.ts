import { html, type Html } from '#kit/html'

import type { MessagesFrom, StandInMessage, StandInPost, StandInProfile } from '../networks/stand-in.ts'
import { face, postCard, profileAddress } from './page-posts.ts'
import { address, chooser, nameOf, type Network, page, pathOf, type View } from './page.ts'

const perColumn = 10
const perPage = 40

/** Every network beside the others, with the latest of each. */
export function overview(view: View, problem?: string): Response {
  const { say } = view.visitor
  const columns = view.sandbox.networks.map(
    (network) =>
      html`<section class="column" aria-label="${nameOf(network)}">
        <h2>${nameOf(network)}</h2>
        ${chooser(view, network)} ${feed(view, network, network.standIn.posts({ limit: perColumn }))}
        <p>
          <a href="${address(view.sandbox, { network: network.id })}">${say('more')} <span class="hidden">${nameOf(network)}</span></a>
        </p>
      </section>`,
  )
  return page(view, { title: say('all'), ...told(problem), body: html`<div class="columns">${columns}</div>` })
}

/** One network: write, and read what everyone wrote. */
export function networkPage(view: View, network: Network, problem?: string): Response {
  const body = html`<div class="one">
    <h2>${nameOf(network)}</h2>
    ${chooser(view, network)} ${writer(view, network)} ${feed(view, network, network.standIn.posts({ limit: perPage }))}
  </div>`
  return page(view, { title: nameOf(network), network, ...told(problem), body })
}

function told(problem: string | undefined) {
  return problem === undefined ? {} : { problem, status: 422 }
}

function feed(view: View, network: Network, posts: readonly StandInPost[]): readonly Html[] {
  if (posts.length === 0) return [html`<p class="soft">${view.visitor.say('noPosts')}</p>`]
  return posts.map((post) => postCard(view, network, post))
}

function writer({ sandbox, visitor, here }: View, network: Network): Html {
  const { say } = visitor
  return html`<details class="box">
    <summary>${say('write')}</summary>
    <form class="stack" method="post" action="${pathOf(sandbox)}/act" enctype="multipart/form-data">
      <input type="hidden" name="back" value="${here}" />
      <input type="hidden" name="network" value="${network.id}" />
      <label>${say('text')} <textarea name="text" rows="3"></textarea></label>
      <label>${say('picture')} <input type="file" name="picture" accept="image/jpeg,image/png" /></label>
      <label>${say('pictureAlt')} <input type="text" name="alt" /></label>
      <button class="main" name="kind" value="post">${say('post')}</button>
    </form>
  </details>`
}

/** One post with what was answered to it. */
export function postPage(view: View, network: Network, post: StandInPost): Response {
  const { say } = view.visitor
  const all = [...view.posts(network).values()]
  const body = html`<div class="one">
    <h2 class="hidden">${say('whole')}</h2>
    ${chooser(view, network)} ${ancestors(view, network, post).map((one) => postCard(view, network, one))} ${postCard(view, network, post)}
    <h3>${say('replies')} ${post.replies}</h3>
    ${answersTo(all, post.id).map((one) => postCard(view, network, one))}
  </div>`
  return page(view, { title: `${nameOf(network)}: ${(post.title || post.text).slice(0, 60)}`, network, body })
}

function ancestors(view: View, network: Network, post: StandInPost): readonly StandInPost[] {
  const chain: StandInPost[] = []
  for (let above = post.replyTo; above !== undefined && chain.length < 50;) {
    const found = view.posts(network).get(above)
    if (!found) break
    chain.unshift(found)
    above = found.replyTo
  }
  return chain
}

/** Oldest first, and what was answered to each right after it. */
function answersTo(all: readonly StandInPost[], id: string): readonly StandInPost[] {
  const direct = all.filter(({ replyTo }) => replyTo === id).toReversed()
  return direct.flatMap((post) => [post, ...answersTo(all, post.id)])
}

/** One person: what they wrote, and what the visitor and they wrote to one another. */
export function profilePage(view: View, network: Network, profile: StandInProfile): Response {
  const { say } = view.visitor
  const isYou = view.visitor.as(network).profile?.id === profile.id
  const body = html`<div class="one">
    ${chooser(view, network)}
    <div class="box">
      <div class="who">
        ${face(profile)}
        <h2>${profile.displayName}</h2>
      </div>
      <p class="soft">@${profile.handle}</p>
      ${profile.bio ? html`<p class="text">${profile.bio}</p>` : undefined}
      <p class="soft">${say('followers')} ${profile.followers} · ${say('following')} ${profile.following}</p>
      ${isYou ? undefined : followForm(view, network, profile)}
    </div>
    ${isYou ? takesMessages(view, network, profile) : undefined}
    ${isYou ? inbox(view, network, profile) : conversation(view, network, profile)}
    <h3>${say('posts')}</h3>
    ${feed(view, network, network.standIn.posts({ profileId: profile.id, limit: perPage }))}
  </div>`
  return page(view, { title: profile.displayName, network, body })
}

function followForm({ sandbox, visitor, here }: View, network: Network, profile: StandInProfile): Html {
  return html`<form method="post" action="${pathOf(sandbox)}/act">
    <input type="hidden" name="back" value="${here}" />
    <input type="hidden" name="network" value="${network.id}" />
    <input type="hidden" name="profile" value="${profile.id}" />
    <button name="kind" value="follow">${visitor.say('follow')}</button>
  </form>`
}

function conversation(view: View, network: Network, profile: StandInProfile): Html {
  const { sandbox, visitor, here } = view
  const { say } = visitor
  const you = visitor.as(network).profile?.id
  const said = you === undefined ? [] : network.standIn.messages(you).filter(({ from, to }) => from === profile.id || to === profile.id)
  return html`<details class="box" open>
    <summary>${say('messages', { name: profile.displayName })}</summary>
    ${
      said.length === 0
        ? html`<p class="soft">${say('noMessages')}</p>`
        : html`<ul class="talk">
            ${said.map((one) => line(view, network, one))}
          </ul>`
    }
    <form class="stack" method="post" action="${pathOf(sandbox)}/act">
      <input type="hidden" name="back" value="${here}" />
      <input type="hidden" name="network" value="${network.id}" />
      <input type="hidden" name="profile" value="${profile.id}" />
      <label>${say('messageText')} <textarea name="text" rows="2" required></textarea></label>
      <button name="kind" value="message">${say('send')}</button>
    </form>
  </details>`
}

function line(view: View, network: Network, message: StandInMessage): Html {
  const { from, text } = message
  const words = html`${text} ${network.standIn.deleteMessage ? deleting(view, network, message) : undefined}`
  return from === view.visitor.as(network).profile?.id ? html`<li class="mine">${words}</li>` : html`<li>${words}</li>`
}

function deleting({ sandbox, visitor, here }: View, network: Network, { id }: StandInMessage): Html {
  return html`<form class="inline" method="post" action="${pathOf(sandbox)}/delete-message">
    <input type="hidden" name="back" value="${here}" />
    <input type="hidden" name="network" value="${network.id}" />
    <button class="quiet" name="message" value="${id}">${visitor.say('delete')}</button>
  </form>`
}

/** The visitor says whose messages they take. */
function takesMessages({ sandbox, visitor, here }: View, network: Network, you: StandInProfile): Html | undefined {
  const { messagesFrom } = network.standIn
  if (!messagesFrom) return undefined
  const { say } = visitor
  const now = messagesFrom.of(you.id)
  const choice = (from: MessagesFrom, words: string) =>
    html`<option value="${from}" ${from === now ? html`selected` : html``}>${words}</option>`
  return html`<form class="bar" method="post" action="${pathOf(sandbox)}/messages-from">
    <input type="hidden" name="back" value="${here}" />
    <input type="hidden" name="network" value="${network.id}" />
    <label class="bar"
      >${say('messagesFrom')}
      <select name="from">
        ${choice('everyone', say('messagesFrom.everyone'))} ${choice('followed', say('messagesFrom.followed'))}
        ${choice('nobody', say('messagesFrom.nobody'))}
      </select></label
    >
    <button>${say('change')}</button>
  </form>`
}

/** Everyone the visitor has written with. */
function inbox(view: View, network: Network, you: StandInProfile): Html | undefined {
  const ids = new Set(network.standIn.messages(you.id).map(({ from, to }) => (from === you.id ? to : from)))
  const others = [...view.people(network).values()].filter(({ id }) => ids.has(id))
  if (others.length === 0) return undefined
  const { say } = view.visitor
  return html`<ul class="talk">
    ${others.map((one) => html`<li><a href="${profileAddress(view, network, one)}">${say('messages', { name: one.displayName })}</a></li>`)}
  </ul>`
}
