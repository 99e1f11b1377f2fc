import { openBrowser } from '../../e2e/support/browser.ts'
import { bodyOf, type Door } from '../../e2e/support/facebook-door.ts'
import { ownerLogin } from '../../e2e/support/owner.ts'
import { at } from './at.ts'
import { tell } from './told.ts'

const perSecond = 50
const seconds = 20

/** In a real browser on the list of what is open: when the first words of each comment stand there. */
export async function measureSight(url: string, door: Door): Promise<Record<string, number>> {
  await using browser = await openBrowser()
  const context = await browser.newContext({ baseURL: url, locale: 'en' })
  const login = { email: ownerLogin.email, password: ownerLogin.password }
  await context.request.post('/api/auth/sign-in/email', { data: login, headers: { origin: url } })
  const page = await context.newPage()
  await page.goto('/inbox?order=latest')
  await page.locator('main li').first().waitFor()
  await page.evaluate(() => {
    const seen = new Map<string, number>()
    Object.assign(globalThis, { seen })
    const note = (text: string | null) => {
      for (const [mark] of (text ?? '').matchAll(/mark\d+x/g)) if (!seen.has(mark)) seen.set(mark, Date.now())
    }
    // What is in the page is on the screen with the next frame. Reading the whole page each time would take longer than showing it.
    const look = (records: readonly MutationRecord[]) => {
      for (const { target, addedNodes } of records)
        for (const node of [target.nodeType === Node.TEXT_NODE ? target : [], ...addedNodes].flat()) note(node.textContent)
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  const sent = await tellSteadily(door)
  await page.waitForTimeout(5000)
  const seen = new Map(await page.evaluate(() => [...(globalThis as unknown as { seen: Map<string, number> }).seen]))
  const took = [...sent].map(([mark, time]) => (seen.get(mark) ?? Infinity) - time)
  return {
    visible_p50_ms: at(took, 0.5),
    visible_p99_ms: at(took, 0.99),
    never_visible: took.filter((each) => each === Infinity).length,
  }
}

/** By the clock, whatever the answers take. Answers when each was sent. */
async function tellSteadily(door: Door): Promise<ReadonlyMap<string, number>> {
  const sent = new Map<string, number>()
  const asked: Promise<void>[] = []
  const began = Date.now()
  for (let index = 0; index < perSecond * seconds; index += 1) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + (index * 1000) / perSecond - Date.now())))
    const mark = `mark${index}x`
    sent.set(mark, Date.now())
    asked.push(tell(door, bodyOf(door, { id: `12_seen${index}`, text: `${mark} Where is my parcel?`, guest: `8${index}` })))
  }
  await Promise.all(asked)
  return sent
}
