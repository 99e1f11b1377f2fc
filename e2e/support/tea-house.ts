import type { Post } from '#contract/publishing'
import { testImage } from '#testing/images'

import { colleague } from './colleague.ts'
import { createPost, type Owner, setUpOwner } from './owner.ts'
import type { StandIns } from './stand-ins.ts'
import { until } from './until.ts'
import { asOwner, type Person, type World } from './world.ts'

const zone = 'Asia/Taipei'
const said = 'Open until eight tonight.'

interface TeaHouse {
  readonly owner: Owner
  readonly livePostId: string
  /** Live on Bluesky, refused by X. */
  readonly partlyPostId: string
  readonly plannedPostId: string
  /** For all networks, with a poll on X, written by two. */
  readonly draftId: string
  readonly accountId: string
  /** What the post that is live and the planned one belong to. */
  readonly campaignId: string
  readonly labelId: string
}

/** A brand in the middle of its work: an account on every network, live posts, a planned week, a note, drafts, an invitation. */
export async function openTeaHouse(world: World, networks: StandIns): Promise<TeaHouse> {
  const { url } = world.hearth()
  networks.ago({ hours: 2 }, () => networks.of('x').act({ kind: 'post', by: networks.profile('x', 'tea'), text: said }))
  const owner = await setUpOwner(url, { timeZone: zone, language: world.look.language })
  const connected = await networks.connect(owner, 'tea')
  const id = (network: string) => connected.get(network)?.account.id ?? ''
  const live = await publish(owner, { blueskyId: id('bluesky'), xId: id('x') })
  const plannedPostId = await planWeek(owner, id('bluesky'))
  const belonging = await sort(owner, [plannedPostId, live.livePostId])
  const mei = await colleague(owner, url, { email: 'mei@ember.example', name: 'Mei' })
  const draftId = await writeTogether(
    mei,
    owner,
    [...connected.values()].map(({ account }) => account.id),
  )
  await owner.call('POST', '/invitations', { email: 'publisher@ember.example', role: 'publisher' })
  await until('the first posts to be out', 60, async () => (await isOut(owner, live.livePostId)) && (await isOut(owner, live.partlyPostId)))
  return { owner, ...live, plannedPostId, draftId, accountId: id('bluesky'), ...belonging }
}

async function publish(owner: Owner, { blueskyId, xId }: { blueskyId: string; xId: string }) {
  const image = await owner.upload(await testImage({ width: 1200, height: 800 }), 'tea.jpg', 'image/jpeg')
  const texts = ['The winter oolong is here.', 'Come and taste it on Saturday.']
  const live = await createPost(owner, { texts, accountIds: [blueskyId], images: [image], when: { kind: 'now' } })
  const partly = await createPost(owner, { texts: [said], accountIds: [blueskyId, xId], when: { kind: 'now' } })
  return { livePostId: live.id, partlyPostId: partly.id }
}

async function isOut(owner: Owner, postId: string): Promise<boolean> {
  const { state } = await owner.call<Post>('GET', `/posts/${postId}`)
  return state === 'published' || state === 'attention'
}

async function planWeek(owner: Owner, accountId: string): Promise<string> {
  const planned = await Promise.all(
    plans.map(({ inDays, time, text }) =>
      createPost(owner, { texts: [text], accountIds: [accountId], when: { kind: 'at', local: `${dayIn(inDays)}T${time}` } }),
    ),
  )
  await createPost(owner, { texts: ['An idea about spring teas'], accountIds: [accountId] })
  await owner.call('POST', '/notes', { brandId: owner.brandId, day: dayIn(1), text: 'Lantern Festival', colour: 'rose' })
  return planned[0]?.id ?? ''
}

/** Puts the posts under a campaign and a label. */
async function sort({ brandId, call }: Owner, postIds: readonly string[]) {
  const campaign = await call<{ id: string }>('POST', '/campaigns', { brandId, name: 'Winter teas', colour: 'plum' })
  const label = await call<{ id: string }>('POST', '/labels', { brandId, name: 'Tips', colour: 'olive' })
  for (const postId of postIds) await call('PUT', `/posts/${postId}/organise`, { postId, campaignId: campaign.id, labelIds: [label.id] })
  return { campaignId: campaign.id, labelId: label.id }
}

async function writeTogether(first: Owner, second: Owner, accountIds: readonly string[]): Promise<string> {
  const { id, revision } = await createPost(first, { texts: ['Milk?'], accountIds })
  const poll = { options: ['Milk', 'No milk'], minutes: 1440, multiple: false }
  const x = { parts: [{ text: 'Milk, or no milk?', media: [], poll }], settings: {} }
  const content = { parts: [{ text: '加奶還是不加奶？', media: [] }], languages: ['en'], variants: { x } }
  await second.call('PUT', `/posts/${id}`, { postId: id, revision, accountIds, content })
  return id
}

/** The owner at the browser. */
export function ownerAt(world: World, path: string): Promise<Person> {
  return world.visit(path, asOwner)
}

function dayIn(days: number): string {
  return Temporal.Now.plainDateISO(zone).add({ days }).toString()
}

const plans = [
  { inDays: 1, time: '09:30', text: 'Cold oolong in five minutes: the leaves, the water, the wait.' },
  { inDays: 1, time: '18:00', text: '週末茶席開放預約，歡迎帶朋友一起來。' },
  { inDays: 2, time: '12:00', text: 'Behind the counter: how we roast.' },
  { inDays: 4, time: '08:15', text: 'Question of the week: milk or no milk?' },
]
