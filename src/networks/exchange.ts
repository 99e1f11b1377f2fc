import { fromError, type Answer, type Situation } from './failures.ts'
import type { NetworkEnvironment, Trouble } from './network.ts'

/** Sends a request and reads what came back; without an answer, says what that means. */
export async function exchange(
  { url, init, fetch }: { readonly url: URL; readonly init: RequestInit; readonly fetch: NetworkEnvironment['fetch'] },
  situation: Situation,
): Promise<({ readonly answered: true } & Answer) | { readonly answered: false; readonly trouble: Trouble }> {
  try {
    const response = await fetch(url, init)
    return { answered: true, response, text: await response.text() }
  } catch (error) {
    return { answered: false, trouble: fromError(error, situation) }
  }
}
