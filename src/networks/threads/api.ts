import { askGraph, type GraphCall, type GraphEnvironment } from '../graph-call.ts'
import type { Outcome } from '../network.ts'
import { fromAnswer } from './failures.ts'

/** The only version there is. */
export const version = 'v1.0'

/** One call of the network's HTTP API. */
export type Call<Answer> = GraphCall<Answer>

export function ask<Answer>(call: Call<Answer>, environment: GraphEnvironment): Promise<Outcome<Answer>> {
  return askGraph(call, environment, fromAnswer)
}
