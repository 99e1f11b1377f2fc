import { ORPCError } from '@orpc/client'

/** An answer of the API that is not what was asked for: its code, and what fills its sentence. */
export interface Refusal {
  code: string
  status: number
  data: unknown
}

/** The refusal in an error, if it is one; undefined when the server broke or could not be reached. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof ORPCError) || (error.status >= 500 && !error.defined)) return undefined
  return { code: error.code, status: error.status, data: error.data }
}
