import type { Locator } from 'playwright-core'

import type { TestAccount } from '#testing/bluesky'

import { ownerLogin } from './owner.ts'
import type { Person, World } from './world.ts'

/** Says what is expected and not there, instead of a bare time-out. */
export async function sees(what: Locator, seconds = 30): Promise<void> {
  await what.first().waitFor({ state: 'visible', timeout: seconds * 1000 })
}

export async function seesNoMore(what: Locator, seconds = 30): Promise<void> {
  await what.first().waitFor({ state: 'hidden', timeout: seconds * 1000 })
}

/** Opens another screen as a link on the page would, without loading the page anew: that takes most of the time of looking at many screens. */
export async function walkTo({ page }: Pick<Person, 'page'>, path: string): Promise<void> {
  await page.evaluate(async (to) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion, no-underscore-dangle -- what the router calls itself, for its own tools
    const router = (globalThis as unknown as { __TSR_ROUTER__: RouterThere }).__TSR_ROUTER__
    const before = router.state.resolvedLocation
    history.pushState(undefined, '', to)
    // The screen before stays until the code of this one is there.
    while (router.state.resolvedLocation === before || router.state.status !== 'idle')
      await new Promise((resolve) => setTimeout(resolve, 20))
  }, path)
}

interface RouterThere {
  readonly state: { readonly status: string; readonly resolvedLocation?: unknown }
}

/** Fills the first visitor's form, with the zone picked from the list. */
export async function becomeOwner({ texts }: World, { page }: Person, zone: string): Promise<void> {
  const words = texts.teams
  await page.getByLabel(words.name, { exact: true }).fill(ownerLogin.name)
  await page.getByLabel(words.email, { exact: true }).fill(ownerLogin.email)
  await page.getByRole('textbox', { name: words.password, exact: true }).fill(ownerLogin.password)
  await page.getByLabel(words.workspaceName, { exact: true }).fill('Ember Tea House')
  await page.getByLabel(words.brandName, { exact: true }).fill('Ember Tea')
  const zones = page.getByRole('combobox', { name: words.timeZone })
  await zones.fill(zone)
  await page.getByRole('option', { name: zone, exact: true }).click()
  await page.getByRole('button', { name: words.begin }).click()
}

/** Through the guide to the form of the way by app password. */
export async function openAppPassword({ bluesky: { words } }: World, { page }: Person): Promise<Locator> {
  const guide = page.getByRole('dialog')
  await guide.getByRole('button', { name: words.name }).click()
  await guide.getByRole('button', { name: words['app-password'] }).click()
  return guide
}

export async function giveAppPassword(
  { texts, bluesky }: World,
  guide: Locator,
  account: Pick<TestAccount, 'handle' | 'appPassword'> & { server?: string },
): Promise<void> {
  const { words } = bluesky
  await guide.getByLabel(words['app-password.identifier'], { exact: true }).fill(account.handle)
  await guide.getByRole('textbox', { name: words['app-password.password'], exact: true }).fill(account.appPassword)
  await guide.getByLabel(texts.connections.optional(words['app-password.server']), { exact: true }).fill(account.server ?? bluesky.pds)
  await guide.getByRole('button', { name: texts.connections.connectNow, exact: true }).click()
}

/** The button Write of the top bar, or of the bottom bar on a phone. */
export async function openComposer({ texts, narrow }: World, { page }: Person): Promise<Locator> {
  const bar = narrow ? page.getByRole('navigation', { name: texts.frame.mainNavigation }) : page.getByRole('banner')
  await bar.getByRole('button', { name: texts.frame.write, exact: true }).click()
  const sheet = page.getByRole('dialog').filter({ has: page.getByLabel(texts.composer.text, { exact: true }) })
  await sees(sheet)
  return sheet
}

export function textOf({ texts }: World, sheet: Locator): Locator {
  return sheet.getByRole('textbox', { name: texts.composer.text, exact: true })
}

export async function addImage(
  { texts }: World,
  sheet: Locator,
  file: { name: string; mimeType: string; bytes: Uint8Array },
): Promise<void> {
  await sheet
    .locator(`input[type=file][aria-label="${texts.composer.images.add}"]`)
    .setInputFiles({ name: file.name, mimeType: file.mimeType, buffer: Buffer.from(file.bytes) })
}

export async function describeImage({ texts }: World, { page }: Person, { number, alt }: { number: number; alt: string }): Promise<void> {
  const words = texts.composer.images
  await page
    .getByRole('listitem', { name: words.image(number) })
    .getByRole('button', { name: words.altMissing })
    .click()
  const dialog = page.getByRole('dialog', { name: words.altTitle })
  await dialog.getByRole('textbox', { name: words.altTitle }).fill(alt)
  await dialog.getByRole('button', { name: words.done }).click()
  await seesNoMore(dialog)
}

/** Waits until the note in the sheet's head says that the draft is safe. */
export async function savedDraft({ texts }: World, sheet: Locator): Promise<void> {
  await sees(sheet.getByRole('status').filter({ hasText: new RegExp(`^\\s*${texts.composer.saving.saved}$`) }))
}

/** Opens the choice of the time and types another one. */
export async function chooseTime({ texts }: World, { page }: Person, time: string): Promise<void> {
  const words = texts.time
  await page.getByRole('button', { name: new RegExp(`^${words.label}: `) }).click()
  await page.getByRole('textbox', { name: words.time, exact: true }).fill(time)
  await page.keyboard.press('Escape')
}

/** A toast or anything else that says these words. */
export async function hears({ page }: Person, words: string | RegExp, seconds = 15): Promise<void> {
  await sees(page.getByText(words), seconds)
}

/** For a pattern that finds these very words. */
export function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
