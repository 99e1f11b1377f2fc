import type { Locator } from 'playwright-core'

import type { Account } from '#contract/connections'
import { networks } from '#networks'

import type { StandInPost } from '../../src/networks/stand-in.ts'
import type { Texts as NetworkTexts } from '../../src/networks/texts.ts'
import { same } from './expect.ts'
import { type Owner, setUpOwner } from './owner.ts'
import { settingFor } from './settings-for.ts'
import { openStandIns, type StandIns } from './stand-ins.ts'
import { escaped, hears, openComposer, sees, seesNoMore, textOf, walkTo } from './steps.ts'
import { until } from './until.ts'
import { asOwner, type Person, type World } from './world.ts'

/** What a journey does on one network beside what it does on each. */
export interface OnNetwork {
  readonly network: string
  readonly texts: NetworkTexts
  /** Chooses among the network's ways to connect. */
  readonly way: string
  /** Where what is entered connects at once, without the network's own pages: what is entered wrong first, and why that is refused. */
  readonly wrongly?: { readonly fields: Readonly<Record<string, string>>; readonly because: string }
  readonly writes: readonly Written[]
}

export interface Written {
  readonly text: string
  readonly files?: readonly { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array }[]
  /** Sets what the network alone has: with one network, the sheet shows it beside the text. */
  readonly settings?: (sheet: Locator, words: Words) => Promise<void>
  /** What the network has in the end. */
  readonly live: (post: StandInPost) => void
  /** Corrects it there. */
  readonly corrected?: string
  /** Takes it down: by Hearth, or where the network lets nobody, not at all. */
  readonly takenDown?: true
}

/** A word of the network in the journey's language. */
export type Words = (code: string) => string

export function wordsOf(texts: NetworkTexts, { look }: World): Words {
  return (code) => texts[look.language][code] ?? code
}

/** Connects through the network's own pages (wrong state, refused, approved) or by what is entered (wrong, right), writes each post, and corrects and takes down what can be. */
export async function onNetwork(world: World, asked: OnNetwork): Promise<void> {
  const words = wordsOf(asked.texts, world)
  const standIns = world.using(await openStandIns([asked.network]))
  const profileId = standIns.profile(asked.network, 'embertea')
  const { keys, settings } = withoutKeys(asked.network, standIns)
  const { url } = await world.start(settings)
  const owner = await setUpOwner(url, { timeZone: 'Asia/Taipei', language: world.look.language })
  const person = await world.visit('/settings/accounts', asOwner)
  const { fields } = standIns.of(asked.network).connectWith(profileId)
  const going = { ...asked, words, keys, fields }
  await (asked.wrongly ? connectHere(world, person, { ...going, wrongly: asked.wrongly }) : connectThere(world, person, going))
  const account = await connectedAccount(owner)
  await hears(person, world.texts.connections.ready(account.handle), 30)
  await world.show(person, `${asked.network}, connected`)
  await seeHealth(world, person, account)
  for (const written of asked.writes) {
    await write(world, person, { asked, written, words })
    await judge(world, person, { asked, written, words, standIns, profileId, owner })
  }
}

async function connectThere(world: World, person: Person, { keys, ...going }: Going): Promise<void> {
  const { page } = person
  await goThere(world, person, { ...going, ...(keys ? { keys } : {}) })
  await page.locator('button[value=deny]').click()
  await hears(person, going.words('sign-in-denied'))
  await page.goto(`/oauth/${going.network}/callback?state=of-somebody-else&code=abc`)
  await sees(page.getByRole('heading', { name: world.texts.connections.failed }))
  await page.goto('/settings/accounts')
  await goThere(world, person, going)
  await page.locator('button[value=allow], button[value=approve]').click()
  await chooseProfiles(world, person)
}

/** In one form: what is wrong is said, and put right. */
async function connectHere(world: World, person: Person, going: Going & Required<Pick<OnNetwork, 'wrongly'>>): Promise<void> {
  const { fields = {}, words, wrongly } = going
  const guide = await openWay(world, person, going)
  const connect = guide.getByRole('button', { name: world.texts.connections.connectNow, exact: true })
  await fillIn(guide, { ...going, fields: { ...fields, ...wrongly.fields } })
  await connect.click()
  await sees(guide.getByText(words(wrongly.because)))
  await world.show(person, `${going.network}, refused`)
  await fillIn(guide, going)
  await connect.click()
}

/** Where the owner has to enter keys, the installation does not know them. */
function withoutKeys(network: string, standIns: StandIns) {
  const fields = networks.find(({ id }) => id === network)?.connecting.appFields ?? []
  const { options } = standIns.of(network)
  const keys = Object.fromEntries(fields.map(({ name }) => [name, options[name] ?? '']))
  const hidden = new Set(fields.map(({ name }) => settingFor(network, name)))
  const settings = Object.fromEntries(Object.entries(standIns.settings).filter(([name]) => !hidden.has(name)))
  return { keys, settings }
}

interface Going extends Pick<OnNetwork, 'network' | 'way'> {
  readonly words: Words
  readonly keys?: Readonly<Record<string, string>>
  /** What the way asks for, such as a server. */
  readonly fields?: Readonly<Record<string, string>>
}

/** Through the guide: keys once, then the way, then off to the network. */
export async function goThere(world: World, person: Person, going: Going): Promise<void> {
  const guide = await openWay(world, person, going)
  await fillIn(guide, going)
  await guide.getByRole('button', { name: world.texts.connections.goToNetwork(going.words('name')) }).click()
  await person.page.locator('button[value=allow], button[value=approve]').waitFor()
}

async function fillIn(guide: Locator, { way, words, fields = {} }: Going): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    // A secret is hidden: beside its field is a button of the same name.
    await guide
      .getByLabel(words(`${way}.${name}`), { exact: true })
      .first()
      .fill(value)
  }
}

async function openWay(world: World, person: Person, { network, way, words, keys = {} }: Going): Promise<Locator> {
  const { page } = person
  const text = world.texts.connections
  await page.getByRole('button', { name: text.connect }).click()
  const guide = page.getByRole('dialog')
  await guide
    // Others may speak of threads in what they say of themselves.
    .getByRole('button', { name: new RegExp(`^${escaped(words('name'))}`) })
    .first()
    .click()
  if (Object.keys(keys).length > 0) {
    await sees(guide.getByText(words('app.guide').slice(0, 40)))
    await world.show(person, `${network}, keys`)
    for (const [name, value] of Object.entries(keys).filter(([, each]) => each !== '')) {
      const label = words(`app.${name}`)
      const field = guide.getByLabel(label, { exact: true }).or(guide.getByLabel(text.optional(label), { exact: true }))
      if (value === 'yes') await guide.getByRole('switch', { name: label }).press('Space')
      else await field.first().fill(value)
    }
    await guide.getByRole('button', { name: text.keys.keep }).click()
  }
  await guide
    .getByRole('button', { name: words(way) })
    .first()
    .click()
  return guide
}

/** Where one sign-in covers several profiles, all of them. */
async function chooseProfiles(world: World, person: Person): Promise<void> {
  const { choose } = world.texts.connections
  const { page } = person
  const asked = page.getByRole('heading', { name: choose.title })
  const done = page.getByRole('heading', { name: world.texts.settings.pages.accounts })
  await asked.or(done).first().waitFor({ timeout: 30_000 })
  if (!(await asked.isVisible())) return
  await world.show(person, 'profiles')
  await page.getByRole('checkbox').last().check()
  await page.getByRole('button', { name: choose.connect(1) }).click()
}

async function connectedAccount(owner: Owner): Promise<Account> {
  return until('an account to be connected', 30, async () => (await owner.call<Account[]>('GET', '/accounts'))[0])
}

async function seeHealth(world: World, person: Person, account: Account): Promise<void> {
  const { health } = world.texts.connections
  await person.page.getByRole('link', { name: health.open(account.displayName || account.handle) }).click()
  await sees(person.page.getByRole('heading', { name: health.quotas }))
  await sees(person.page.getByText(health.noProblems))
  await world.show(person, `${account.network}, health`)
}

interface Writing {
  readonly asked: OnNetwork
  readonly written: Written
  readonly words: Words
}

async function write(world: World, person: Person, { asked, written, words }: Writing): Promise<void> {
  const { composer, time } = world.texts
  const { page } = person
  const sheet = await openComposer(world, person)
  await textOf(world, sheet).fill(written.text)
  if (written.files) {
    await sheet
      .locator(`input[type=file][aria-label="${composer.images.add}"]`)
      .setInputFiles(written.files.map(({ name, mimeType, bytes }) => ({ name, mimeType, buffer: Buffer.from(bytes) })))
    await until('the files to be there', 60, async () => (await sheet.getByRole('progressbar').count()) === 0)
  }
  await written.settings?.(sheet, words)
  await world.show(person, `${asked.network}, composer`)
  await sheet.getByRole('button', { name: new RegExp(`^${time.label}: `) }).click()
  await page.getByText(time.now, { exact: true }).click()
  await page.keyboard.press('Escape')
  await sheet.getByRole('button', { name: startOf(composer.button.publish) }).click()
  await seesNoMore(sheet, 30)
}

interface Judging extends Writing {
  readonly standIns: StandIns
  readonly profileId: string
  readonly owner: Owner
}

async function judge(world: World, person: Person, { asked, written, words, standIns, profileId, owner }: Judging): Promise<void> {
  const { page } = person
  const there = () =>
    standIns
      .of(asked.network)
      .posts()
      .filter(({ text, title = '' }) => `${text} ${title}`.includes(written.text))
  const [post] = await until(`${asked.network} to have it`, 90, () => (there().length > 0 ? there() : undefined))
  same(there().length, 1, `${asked.network} has it once`)
  if (!post) return
  written.live(post)
  const { posts } = await owner.call<{ posts: { id: string; state: string }[] }>(
    'GET',
    `/posts/search?${new URLSearchParams({ brandId: owner.brandId, text: written.text })}`,
  )
  const [{ id } = { id: '' }] = posts
  await until(
    'Hearth to know that it is live',
    90,
    async () => (await owner.call<{ state: string }>('GET', `/posts/${id}`)).state === 'published',
  )
  await walkTo({ page }, `/posts/${id}`)
  const { correction, actions, takeDownQuestion } = world.texts.post
  if (written.corrected !== undefined) {
    await page.getByRole('button', { name: correction.open }).click()
    const dialog = page.getByRole('dialog', { name: correction.title(words('name')) })
    await dialog.getByRole('textbox').last().fill(written.corrected)
    await world.show(person, `${asked.network}, correct`)
    await dialog.getByRole('button', { name: correction.save }).click()
    await seesNoMore(dialog, 30)
    same(
      standIns
        .of(asked.network)
        .posts()
        .filter(({ text }) => text.includes(written.corrected ?? '')).length,
      1,
      'it says something else there',
    )
  }
  if (written.takenDown) {
    await page.getByRole('button', { name: actions.takeDown }).click()
    await page
      .getByRole('dialog', { name: takeDownQuestion(1) })
      .getByRole('button', { name: actions.takeDown })
      .click()
    await until(
      'it to be gone',
      60,
      () =>
        !standIns
          .of(asked.network)
          .posts({ profileId })
          .some((each) => each.id === post.id),
    )
  }
  await sees(page.getByRole('button', { name: actions.duplicate }))
  await world.show(person, `${asked.network}, post`)
  await walkTo({ page }, '/calendar')
}

/** The fixed words around a name. */
function startOf(sentence: (where: string) => string): RegExp {
  const [before = '', after = ''] = sentence('\u0000').split('\u0000')
  return new RegExp(`^${escaped(before)}.+${escaped(after)}$`)
}
