import type { Post } from '#contract/publishing'

import { metricTexts } from '../../src/modules/analytics/metric-texts-contract.ts'
import { checkScreen } from '../support/check-screen.ts'
import { pairs, usual } from '../support/looks.ts'
import { createPost, type Owner, setUpOwner } from '../support/owner.ts'
import { openStandIns, type StandIns } from '../support/stand-ins.ts'
import { escaped, hears, sees, walkTo } from '../support/steps.ts'
import { ownerAt } from '../support/tea-house.ts'
import { until } from '../support/until.ts'
import type { Journey, Person, World } from '../support/world.ts'

const liked = 'Winter oolong is here'
const plain = 'Open until eight'

/** From numbers on two networks to why, to the post behind it, to the accounts side by side, and the post used again. */
export const analytics: Journey = {
  name: 'analytics: numbers are read, explained, followed to a post and compared',
  looks: { each: [usual], all: pairs },
  run: async (world) => {
    const standIns = world.using(await openStandIns(['bluesky', 'mastodon']))
    const { url } = await world.start({ ...standIns.settings })
    const owner = await setUpOwner(url, { language: world.look.language })
    await owner.call('PATCH', '/me', { language: world.look.language })
    await postAndLike(owner, standIns)
    const person = await ownerAt(world, '/analytics')
    await readNow(world, person)
    await findWhy(world, person)
    await followPost(world, person)
    await compare(world, person)
    await reuse(world, person)
  },
}

/** Four people like what is out on Bluesky, one what is on Mastodon. */
async function postAndLike(owner: Owner, standIns: StandIns): Promise<void> {
  const connected = await standIns.connect(owner, 'embertea')
  const accountIds = [...connected.values()].map(({ account }) => account.id)
  for (const text of [liked, plain]) {
    const { id } = await createPost(owner, { texts: [text], accountIds, when: { kind: 'now' } })
    await until(`"${text}" to be out`, 60, async () => (await owner.call<Post>('GET', `/posts/${id}`)).state === 'published')
  }
  for (const [network, likes] of [
    ['bluesky', 4],
    ['mastodon', 1],
  ] as const) {
    const standIn = standIns.of(network)
    const post =
      connected
        .get(network)
        ?.live()
        .find(({ text }) => text.includes(liked))?.id ?? ''
    for (let number = 1; number <= likes; number += 1) {
      const by = standIn.addProfile({ handle: `guest${number}`, displayName: `Guest ${number}` }).id
      standIn.act({ kind: 'like', by, post })
    }
  }
}

async function readNow(world: World, person: Person): Promise<void> {
  const { standing, figure } = world.texts.analytics
  const { page } = person
  await page.getByRole('button', { name: standing.readNow }).click()
  await hears(person, standing.asked)
  const engagements = nameOf(world, 'engagements')
  await sees(page.getByRole('button', { name: `${figure.show(engagements)}: 5`, exact: true }), 60)
  await page.getByRole('button', { name: `${figure.show(engagements)}: 5`, exact: true }).click()
  await sees(page.getByRole('figure', { name: engagements }).getByRole('slider'))
  await checkScreen(world, person, 'analytics, overview')
  await page.getByRole('button', { name: world.texts.chart.asTable }).click()
  await sees(page.getByRole('region', { name: engagements }).getByRole('cell', { name: '5', exact: true }))
}

/** The number says what it means, and which posts made it. */
async function findWhy(world: World, person: Person): Promise<void> {
  const { page } = person
  const { overview } = world.texts.analytics
  const engagements = nameOf(world, 'engagements')
  await page.getByRole('button', { name: engagements, exact: true }).first().click()
  const meaning = page.getByRole('dialog', { name: engagements })
  await sees(meaning.getByText('likeCount'))
  await checkScreen(world, person, 'analytics, what a number means')
  await page.keyboard.press('Escape')
  const moved = page.getByRole('listitem').filter({ hasText: '+4' })
  await sees(page.getByRole('heading', { name: overview.movers }))
  await moved.getByRole('link', { name: new RegExp(escaped(liked)) }).click()
}

async function followPost(world: World, person: Person): Promise<void> {
  const { page } = person
  const { post, posts, by } = world.texts.analytics
  await sees(page.getByRole('heading', { name: post.title }))
  await sees(page.getByText(post.soFar('4', nameOf(world, 'engagements'))))
  await checkScreen(world, person, 'analytics, a post')
  await walkTo(person, '/analytics/posts')
  await sees(page.getByText(posts.best(liked, '4', nameOf(world, 'engagements'), 4)))
  await checkScreen(world, person, 'analytics, posts')
  await walkTo(person, '/analytics/by?by=network')
  await sees(page.getByText(by.most('Bluesky', nameOf(world, 'engagements'), '4', '80%')))
  await page.getByRole('link', { name: 'Bluesky' }).click()
  await sees(page.getByRole('heading', { name: 'Bluesky', level: 1 }))
  await checkScreen(world, person, 'analytics, a network')
}

async function compare(world: World, person: Person): Promise<void> {
  const { page } = person
  const { pages, compare: words } = world.texts.analytics
  await page.getByRole('link', { name: pages.compare, exact: true }).click()
  await sees(page.getByRole('heading', { name: pages.compare }))
  await sees(page.getByRole('columnheader', { name: words.difference }))
  const row = page.getByRole('row').filter({ hasText: nameOf(world, 'reactions') })
  await sees(row.getByRole('cell', { name: '4', exact: true }))
  await sees(row.getByRole('cell', { name: '1', exact: true }))
  await checkScreen(world, person, 'analytics, two accounts')
}

/** What did well is used again. */
async function reuse(world: World, person: Person): Promise<void> {
  const { page } = person
  const { posts } = world.texts.analytics
  await walkTo(person, '/analytics/posts')
  await page.getByRole('button', { name: posts.reuse }).first().click()
  const text = page.getByRole('dialog').getByRole('textbox', { name: world.texts.composer.text, exact: true })
  await sees(text)
  await until('the text to be there again', 20, async () => (await text.first().inputValue()) === liked)
}

function nameOf({ look }: World, metric: 'engagements' | 'reactions'): string {
  return metricTexts[look.language][metric].name
}
