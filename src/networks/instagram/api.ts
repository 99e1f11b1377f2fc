import { askGraph, type GraphCall, type GraphEnvironment } from '../graph-call.ts'
import type { Outcome } from '../network.ts'
import { fromAnswer } from './failures.ts'

/** Of the Graph API. Published 2026-02-18; a version works at least two years, and until two years after the next. */
export const version = 'v25.0'

/** One call of the network's HTTP API. */
export type Call<Answer> = GraphCall<Answer>

export function ask<Answer>(call: Call<Answer>, environment: GraphEnvironment): Promise<Outcome<Answer>> {
  return askGraph(call, environment, fromAnswer)
}
