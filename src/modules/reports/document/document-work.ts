import { z } from 'zod'

import { ReportRun } from '../run-contract.ts'

/** What the process is asked for. */
export const DocumentWork = z.object({ make: z.enum(['pdf', 'xlsx']), run: ReportRun })

/** What it answers: the file, or what went wrong. */
export const DocumentMade = z.union([
  z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  z.object({ failed: z.string() }),
])
