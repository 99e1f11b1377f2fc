import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { type MessagesRight, messagesRight } from './chat-right.ts'
import { settingsSchema } from './session.ts'
import { askService } from './video-service.ts'

/** What the service lets an account do today; it says what is left, not of how much. */
const uploadLimitsSchema = z.object({
  canUpload: z.boolean(),
  remainingDailyVideos: z.number().optional(),
  remainingDailyBytes: z.number().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
})

export type UploadLimits = z.infer<typeof uploadLimitsSchema>

export async function readUploadLimits(
  service: string,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<UploadLimits>> {
  return askService({ service, method: 'app.bsky.video.getUploadLimits', answer: uploadLimitsSchema }, access, environment)
}

/** For `rulesFor` and the inbox, before the service was asked. */
export function usualLimits(service: string | undefined, messages: MessagesRight): { readonly [key: string]: Json } {
  return service === undefined ? { messages } : { messages, video: 'service' }
}

/** Whether its sign-in may handle private messages, and what the video service lets this account do. Having used up a day is no limit of the account. */
export async function readLimits(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { video: service } = settingsSchema.parse(access.settings)
  const usual = usualLimits(service, messagesRight(access.secret, environment.options))
  if (service === undefined) return { ok: true, value: usual }
  const told = await readUploadLimits(service, access, environment)
  if (!told.ok) return told
  const refused = !told.value.canUpload && !isUsedUp(told.value)
  return { ok: true, value: { ...usual, ...(refused ? { refused: wordsOf(told.value) } : {}) } }
}

export function isUsedUp({ remainingDailyVideos, remainingDailyBytes }: UploadLimits): boolean {
  return remainingDailyVideos === 0 || remainingDailyBytes === 0
}

export function wordsOf({ message, error }: UploadLimits): string {
  return shorten(message ?? error ?? '')
}
