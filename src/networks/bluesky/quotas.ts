import type { QuotaReading, Quotas } from '../network.ts'
import { settingsSchema } from './session.ts'
import { readUploadLimits } from './upload-limits.ts'

/** What Bluesky announced for a day. The service says what is left, not of how much; where more is left than this, that counts as the whole. */
const [videosADay, megabytesADay] = [25, 10_000]

/** Of videos, by the service that prepares them; a network without one counts nothing. */
export const quotas: Quotas = {
  counted: [],
  read: async (access, environment) => {
    const { video: service } = settingsSchema.parse(access.settings)
    if (service === undefined) return { ok: true, value: [] }
    const told = await readUploadLimits(service, access, environment)
    if (!told.ok) return told
    const { remainingDailyVideos: videos, remainingDailyBytes: bytes } = told.value
    return {
      ok: true,
      value: [
        ...(videos === undefined ? [] : [reading('videos', videosADay, videos)]),
        ...(bytes === undefined ? [] : [reading('video_megabytes', megabytesADay, Math.floor(bytes / 1_000_000))]),
      ],
    }
  },
}

function reading(name: string, usual: number, left: number): QuotaReading {
  const max = Math.max(usual, left)
  return { name, max, per: 'day', used: max - left }
}
