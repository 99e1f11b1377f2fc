import { isDeepStrictEqual } from 'node:util'

import { texts as facebookTexts } from '../../src/networks/facebook/texts.ts'
import { checkScreen } from '../support/check-screen.ts'
import { same } from '../support/expect.ts'
import { bodyOf, type Door, headersFor } from '../support/facebook-door.ts'
import { facebookHouse } from '../support/facebook-house.ts'
import { phone, usual } from '../support/looks.ts'
import { goThere, wordsOf } from '../support/on-network.ts'
import type { StandIns } from '../support/stand-ins.ts'
import { hears, sees, seesNoMore, walkTo } from '../support/steps.ts'
import { ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

/** How many customers write at the same moment: one row each, all on the first page. */
const customers = 36

/** A network tells of a crowd of comments, twice each and in no order, and somebody else knocks too; then the account is away for a while. */
export const webhooks: Journey = {
  name: 'webhooks: a storm with repeats and forgeries, and an account away and back, with nothing lost and nothing twice',
  looks: { each: [usual], all: [usual, phone] },
  run: async (world) => {
    const { url, standIns, facebook, profileId, listen } = await facebookHouse(world)
    const post = facebook.act({ kind: 'post', by: profileId, text: 'Spring teas are here' }).id
    const door: Door = {
      url: `${url}/webhooks/facebook`,
      secret: facebook.options['client_secret'] ?? '',
      pageId: profileId,
      postId: post,
    }
    const person = await ownerAt(world, '/inbox?order=latest')
    await sees(person.page.getByText(world.texts.inbox.empty.open))
    await storm(world, person, door)
    await listen()
    await awayAndBack(world, person, { standIns, post })
  },
}

/** Everyone's last words are there once, without a reload; what was forged or deleted is not. */
async function storm(world: World, person: Person, door: Door): Promise<void> {
  const { page } = person
  const time = Math.floor(Date.now() / 1000) - 60
  const all = Array.from({ length: customers }, (_, index) => ({ id: `12_storm${index}`, guest: `9${index}`, index }))
  const bodies = all.flatMap(({ id, guest, index }) => [
    bodyOf(door, { id, guest, text: `Cup ${index}, please`, time }),
    ...(index % 3 === 0 ? [bodyOf(door, { id, guest, text: `Pot ${index}, please`, verb: 'edited', time: time + 5 })] : []),
    ...(index % 4 === 0 ? [bodyOf(door, { id, guest, text: '', verb: 'remove', time: time + 9 })] : []),
  ])
  const forged = all.map(({ guest, index }) => bodyOf(door, { id: `forged${index}`, guest, text: `Buy gold ${index}` }))
  const statuses = await Promise.all([
    ...[...bodies.toReversed(), ...bodies].map((body) => knock(door, body, door.secret)),
    ...forged.map((body) => knock(door, body, 'a guess')),
  ])
  same(statuses.filter((status) => status === 200).length, bodies.length * 2, 'what the network signed is acknowledged')
  same(statuses.filter((status) => status === 403).length, forged.length, 'what is forged is refused')
  const wanted = all.filter(({ index }) => index % 4 !== 0).map(({ index }) => `${index % 3 === 0 ? 'Pot' : 'Cup'} ${index}, please`)
  const shown = async () => (await rowsSaying(person, /, please/)).toSorted()
  await until('everyone’s last words to stand in the list', 30, async () => isDeepStrictEqual(await shown(), wanted.toSorted())).catch(
    async () => same(await shown(), wanted.toSorted(), 'the last words of each, once'),
  )
  same(await page.getByText(/Buy gold/).count(), 0, 'nothing that was forged')
  if (!world.narrow) {
    const views = page.getByRole('navigation', { name: world.texts.inbox.views.title })
    await sees(views.getByRole('link', { name: new RegExp(`^${world.texts.inbox.views.names.open}.*${wanted.length}$`) }))
  }
  await checkScreen(world, person, 'inbox, after a storm')
}

async function knock(door: Door, body: string, secret: string): Promise<number> {
  const answer = await fetch(door.url, { method: 'POST', body, headers: headersFor(body, secret) })
  await answer.arrayBuffer()
  return answer.status
}

/** The words that the rows of the list show, also of those that are not drawn because they lie outside the window. */
async function rowsSaying({ page }: Person, words: RegExp): Promise<readonly string[]> {
  return page.locator('main li').getByText(words).allTextContents()
}

interface Away {
  readonly standIns: StandIns
  readonly post: string
}

/** What customers say before, while and after the account is disconnected is there in the end, each once. */
async function awayAndBack(world: World, person: Person, { standIns, post }: Away): Promise<void> {
  const { connections: words, inbox } = world.texts
  const { page } = person
  const facebook = standIns.of('facebook')
  const guest = facebook.addProfile({ handle: 'kindling', displayName: 'Kindling' }).id
  const says = async (text: string) => {
    facebook.act({ kind: 'reply', by: guest, post, text })
    await facebook.webhooks?.told()
  }
  await says('Said before')
  await sees(page.getByText('Said before'))
  await walkTo(person, '/settings/accounts')
  await page.getByRole('button', { name: words.disconnect, exact: true }).click()
  const asked = page.getByRole('dialog', { name: words.disconnectAsk('embertea') })
  await asked.getByRole('button', { name: words.disconnect, exact: true }).click()
  await seesNoMore(asked)
  await says('Said while away')
  await goThere(world, person, { network: 'facebook', way: 'login', words: wordsOf(facebookTexts, world) })
  await page.locator('button[value=allow], button[value=approve]').click()
  await hears(person, words.ready('embertea'), 30)
  await says('Said after')
  await walkTo(person, '/inbox?order=latest')
  for (const said of ['Said before', 'Said while away', 'Said after']) {
    await sees(page.getByText(said), 150)
    same((await rowsSaying(person, new RegExp(said))).length, 1, `“${said}” is there once`)
  }
  await page.getByText('Said while away').click()
  await sees(page.getByRole('group', { name: inbox.thread.conversation }).getByText('Said while away'))
  await checkScreen(world, person, 'inbox, said while the account was away')
}
