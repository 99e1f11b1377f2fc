import type { Page } from 'playwright-core'

/** From the next page on keeps what is pressed there, for the report of a failed journey. */
export async function keepPresses(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: string[] = []
    Object.assign(globalThis, { pressedHere: kept })
    for (const type of ['pointerdown', 'pointerup', 'click'])
      addEventListener(
        type,
        ({ target, timeStamp }) => {
          const on = target instanceof Element ? `${target.tagName} “${(target.textContent ?? '').trim().slice(0, 40)}”` : 'nothing'
          kept.push(`${Math.round(timeStamp)} ms: ${type} ${on}`)
        },
        { capture: true },
      )
  })
}

/** The last of it, by the clock of the page as it is loaded now. */
export function lastPresses(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => [
    ...((globalThis as { pressedHere?: string[] }).pressedHere ?? []).slice(-12),
    `${Math.round(performance.now())} ms: now`,
  ])
}
