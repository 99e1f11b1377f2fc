import { same } from '../support/expect.ts'
import { connectBluesky, setUpOwner } from '../support/owner.ts'
import { openComposer, seesNoMore, textOf } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey } from '../support/world.ts'

/** Impatience makes no second post. */
export const doubleClick: Journey = {
  name: 'double click: pressing Publish twice makes one post',
  run: async (world) => {
    const { url } = await world.start()
    const owner = await setUpOwner(url)
    const account = await world.account()
    await connectBluesky(owner, { ...account, password: account.appPassword, server: world.bluesky.pds })
    const person = await world.visit('/calendar', asOwner)
    const sheet = await openComposer(world, person)
    await textOf(world, sheet).fill('Only once')
    await person.page.getByRole('button', { name: new RegExp(`^${world.texts.time.label}: `) }).click()
    await person.page.getByText(world.texts.time.now, { exact: true }).click()
    await person.page.keyboard.press('Escape')
    await sheet.getByRole('button', { name: world.texts.composer.button.publish(`@${account.handle}`) }).dblclick()
    await seesNoMore(sheet)
    await until('the post to be live', 30, async () => (await account.posts()).length > 0)
    const { posts } = await owner.call<{ posts: { id: string; state: string }[] }>(
      'GET',
      `/posts?brandId=${owner.brandId}&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z`,
    )
    same(posts.length, 1, 'there is one post')
    const { posts: drafts } = await owner.call<{ posts: unknown[] }>('GET', `/drafts?brandId=${owner.brandId}`)
    same(drafts.length, 0, 'no draft is left over')
    await until('it to be known as live', 15, async () => {
      const post = await owner.call<{ state: string }>('GET', `/posts/${posts[0]?.id ?? ''}`)
      return post.state === 'published'
    })
    same((await account.posts()).length, 1, 'there is one copy on the server')
  },
}
