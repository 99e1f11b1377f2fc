import { testImage } from '#testing/images'

import { connectBluesky, createPost, type Owner, setUpOwner } from './owner.ts'
import { asOwner, type Person, type World } from './world.ts'

const zone = 'Asia/Taipei'

/** A brand in the middle of its work: an account, a live post, a planned week, drafts, an invitation. */
export async function openTeaHouse(world: World): Promise<{ owner: Owner; livePostId: string; plannedPostId: string }> {
  const { url } = world.hearth()
  const owner = await setUpOwner(url, { timeZone: zone, language: world.look.language })
  const remote = await world.account()
  const { id } = await connectBluesky(owner, { handle: remote.handle, password: remote.appPassword, server: world.bluesky.pds })
  const image = await owner.upload(await testImage({ width: 1200, height: 800 }), 'tea.jpg', 'image/jpeg')
  const live = await createPost(owner, {
    texts: ['The winter oolong is here.', 'Come and taste it on Saturday.'],
    accountIds: [id],
    images: [image],
    when: { kind: 'now' },
  })
  const planned = await Promise.all(
    plans.map(({ inDays, time, text }) =>
      createPost(owner, {
        texts: [text],
        accountIds: [id],
        when: { kind: 'at', local: `${Temporal.Now.plainDateISO(zone).add({ days: inDays }).toString()}T${time}` },
      }),
    ),
  )
  await createPost(owner, { texts: ['An idea about spring teas'], accountIds: [id] })
  await owner.call('POST', '/invitations', { email: 'publisher@ember.example', role: 'publisher' })
  return { owner, livePostId: live.id, plannedPostId: planned[0]?.id ?? '' }
}

/** The owner at the browser. */
export function ownerAt(world: World, path: string): Promise<Person> {
  return world.visit(path, asOwner)
}

const plans = [
  { inDays: 1, time: '09:30', text: 'Cold oolong in five minutes: the leaves, the water, the wait.' },
  { inDays: 1, time: '18:00', text: '週末茶席開放預約，歡迎帶朋友一起來。' },
  { inDays: 2, time: '12:00', text: 'Behind the counter: how we roast.' },
  { inDays: 4, time: '08:15', text: 'Question of the week: milk or no milk?' },
]
