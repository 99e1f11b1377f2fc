import { expect, same } from '../support/expect.ts'
import { connectBluesky, createPost, setUpOwner } from '../support/owner.ts'
import { sees } from '../support/steps.ts'
import { ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Journey } from '../support/world.ts'

/** The worker was down for three days: nothing stale goes out by itself, and a person settles it from Today. */
export const missed: Journey = {
  name: 'missed: what is too late waits for a person',
  run: async (world) => {
    const hearth = await world.start({}, ['web'])
    const owner = await setUpOwner(hearth.url)
    const remote = await world.account()
    const account = await connectBluesky(owner, { handle: remote.handle, password: remote.appPassword, server: world.bluesky.pds })
    const post = await createPost(owner, { texts: ['Three days too late'], accountIds: [account.id], when: { kind: 'now' } })
    await world.database().pool.query("update publishing.delivery set due_at = due_at - interval '3 days'")
    await hearth.run('worker')

    const { page } = await ownerAt(world, '/')
    await sees(page.getByText('Three days too late'))
    const sendNow = page.getByRole('button', { name: world.texts.post.decisions['send-now'] })
    await sees(sendNow)
    same((await remote.posts()).length, 0, 'nothing stale went out by itself')
    await sendNow.first().click()
    await until('the post to be live', 30, async () => (await remote.posts()).length === 1)
    await until('Hearth to know', 15, async () => (await owner.call<{ state: string }>('GET', `/posts/${post.id}`)).state === 'published')
    expect((await remote.posts()).length === 1, 'it is live once')
  },
}
