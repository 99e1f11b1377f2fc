/** Asks again and again, `pause` milliseconds apart, until the answer is not false or undefined. @throws naming what was waited for when `seconds` have passed. */
export async function until<Value>(
  what: string,
  seconds: number,
  ask: () => Promise<Value | false | undefined> | Value | false | undefined,
  { pause = 400 }: { readonly pause?: number } = {},
): Promise<Value> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const value = await ask()
    if (value !== false && value !== undefined) return value
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
