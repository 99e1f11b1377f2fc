import { same } from '../support/expect.ts'
import { getPost, setUpOwner, type Owner } from '../support/owner.ts'
import { openComposer, savedDraft, sees, seesNoMore, textOf } from '../support/steps.ts'
import { until } from '../support/until.ts'
import { asOwner, type Journey, type Person, type World } from '../support/world.ts'

/** What was written is never lost: not by a server that dies, a reload, or a colleague who saves at the same time. */
export const drafts: Journey = {
  name: 'drafts: saved as one types, and there again after kill -9, a reload and a second window',
  run: async (world) => {
    const hearth = await world.startWhole({}, [])
    const server = await hearth.run('all')
    const owner = await setUpOwner(hearth.url)
    const writer = await world.visit('/calendar', asOwner)
    const sheet = await openComposer(world, writer)
    await textOf(world, sheet).fill('The kettle')
    await savedDraft(world, sheet)
    const postId = await onlyDraft(owner)
    await surviveKill(world, writer, { kill: () => server.kill('SIGKILL'), start: () => hearth.run('all') })
    same((await getPost(owner, postId)).content.parts[0]?.text, 'The kettle sings', 'what was typed while the server was dead is saved')
    await surviveReload(world, writer, postId)
    await settleConflict(world, writer, { owner, postId })
  },
}

async function onlyDraft(owner: Owner): Promise<string> {
  const { posts } = await owner.call<{ posts: { id: string }[] }>('GET', `/drafts?brandId=${owner.brandId}`)
  same(posts.length, 1, 'typing made one draft')
  return posts[0]?.id ?? ''
}

async function surviveKill(
  world: World,
  { page, watch }: Person,
  server: { kill: () => void; start: () => Promise<unknown> },
): Promise<void> {
  const { saving } = world.texts.composer
  watch.expect(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/)
  server.kill()
  await textOf(world, page.getByRole('dialog')).fill('The kettle sings')
  await sees(page.getByText(saving.failed), 30)
  await world.show({ page, watch, context: page.context() }, 'server gone')
  await server.start()
  await savedDraft(world, page.getByRole('dialog'))
}

async function surviveReload(world: World, { page }: Person, postId: string): Promise<void> {
  await page.goto(`/calendar?write=${postId}`)
  const text = textOf(world, page.getByRole('dialog'))
  await until('the draft to be open again', 15, async () => (await text.inputValue().catch(() => '')) === 'The kettle sings')
}

async function settleConflict(world: World, writer: Person, { owner, postId }: { owner: Owner; postId: string }): Promise<void> {
  const { conflict } = world.texts.composer
  const colleague = await world.visit(`/calendar?write=${postId}`, asOwner)
  const theirs = colleague.page.getByRole('dialog')
  await textOf(world, theirs).fill('The kettle whistles')
  await savedDraft(world, theirs)
  await until('their version', 10, async () => (await getPost(owner, postId)).content.parts[0]?.text === 'The kettle whistles')
  await textOf(world, writer.page.getByRole('dialog')).fill('The kettle hums')
  const question = writer.page.getByRole('dialog', { name: conflict.title })
  await sees(question)
  await sees(question.getByText('The kettle whistles'))
  await sees(question.getByText('The kettle hums'))
  await world.show(writer, 'conflict')
  await question.getByRole('button', { name: conflict.keepMine }).click()
  await seesNoMore(question)
  await until('the chosen version to be saved', 10, async () => (await getPost(owner, postId)).content.parts[0]?.text === 'The kettle hums')
}
