import { z } from 'zod'

import type { Delivery, Step } from '../network.ts'
import { videoIn } from './sent.ts'

/** A pin has one part only; what comes before it shows nothing. */
export const [boardStep, registerStep, uploadStep, readyStep, part] = ['board 1', 'register 1', 'upload 1', 'ready 1', 'part 1'] as const

/** A film is registered, uploaded and waited for; pictures travel with the pin. Making the pin is all that anybody sees. */
export function allSteps({ content }: Pick<Delivery, 'content'>): readonly Step[] {
  const film = videoIn(content) ? [registerStep, uploadStep, readyStep] : []
  return [boardStep, ...film, part].map((name) => ({ name, final: name === part }))
}

/** Once Pinterest has lost a film. */
export const filmSteps: readonly string[] = [registerStep, uploadStep, readyStep]

/** What was chosen before the first attempt: Pinterest takes no key of ours, so only the moment tells a pin from older ones with the same words. */
export const preparedSchema = z.object({ at: z.string() })

export const placeSchema = z.object({ board: z.string(), section: z.string().optional() })

/** What the network wants to see again when the film is uploaded. */
export const registeredSchema = z.object({ media: z.string(), url: z.url(), parameters: z.record(z.string(), z.string()) })

export const uploadedSchema = z.object({ at: z.string() })

const madeSchema = z.object({ id: z.string() })

export function pinIdOf({ results }: Pick<Delivery, 'results'>): string {
  return madeSchema.parse(results[part]).id
}
