import { existsSync } from 'node:fs'

import { expect } from 'vitest'

import type { Connecting, NetworkEnvironment } from './network.ts'
import { signInAndBack } from './test-sign-in.ts'
import type { Specification } from './test-specification.ts'
import type { StandInStage } from './test-stand-in-stage.ts'

/** What left for the stand-in, and what came back. */
export interface Exchange {
  readonly request: Request
  readonly response: Response
}

/** Specifications lie beside the checkout where the project is developed; elsewhere the stand-ins' own checks must do. */
export const specifications = new URL('../../../shared/specs/', import.meta.url)

export function isThere({ file }: Pick<Specification, 'file'>): boolean {
  const there = existsSync(new URL(file, specifications))
  if (!there) console.warn(`${file} is not beside the checkout, so requests are not compared with it.`)
  return there
}

/** Keeps every exchange. Bytes that are streamed go to a host of their own, which no specification describes. */
export function keeping(exchanges: Exchange[], environment: NetworkEnvironment): NetworkEnvironment {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (init?.body instanceof ReadableStream) return environment.fetch(input, init)
    const request = new Request(input, init)
    const response = await environment.fetch(input, init)
    exchanges.push({ request, response: response.clone() })
    return response
  }
  return { ...environment, fetch }
}

/** Signs in by redirect and back, in this environment. */
export async function signIn(stage: StandInStage, connecting: Connecting, environment: NetworkEnvironment): Promise<void> {
  const back = await signInAndBack(stage, connecting, { environment })
  await connecting.finish({ ...stage.request('login', {}), ...environment, ...back })
}

/** Requests that were taken, and all answers, are as the specification has them; what is waived is needed. Answers how many it describes. */
export async function expectAsSpecified(exchanges: readonly Exchange[], specification: Specification): Promise<number> {
  const { waived } = specification
  const checker = specification.open(specifications)
  const described = exchanges.filter(({ request }) => checker.describes(request))
  const wrong: string[] = []
  for (const { request, response } of described) {
    if (response.ok) wrong.push(...(await checker.wrongWith(request.clone())))
    wrong.push(...(await checker.wrongWithAnswer(request.clone(), response.clone())))
  }
  expect(wrong.filter((sentence) => !waived.some((each) => each.sentence.test(sentence)))).toEqual([])
  // A waiver that nothing needs any more is to be taken away.
  expect(waived.filter(({ sentence }) => !wrong.some((each) => sentence.test(each)))).toEqual([])
  return described.length
}
