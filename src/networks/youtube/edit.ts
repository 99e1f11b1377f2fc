import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, Edit, NetworkEnvironment, Outcome, PostContent, Reason } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { editableSnippet } from './metadata.ts'
import { visibilityIn } from './sent.ts'
import { signedIn } from './session.ts'
import { madeOf, part, videoIn } from './steps.ts'

/** Title, description, tags and visibility of a video can be changed; its film cannot, and the rest is changed in YouTube Studio. */
export const edit: Edit = { refuses, apply }

const fixed = ['kind', 'made_for_kids', 'synthetic_media', 'category', 'playlist', 'first_comment']

function refuses({ job, after }: Parameters<Edit['refuses']>[0]): Reason | undefined {
  if (filmOf(job.content) !== filmOf(after)) return { code: 'edit-film' }
  const differs = fixed.some((name) => chosenIn(job.content, name) !== chosenIn(after, name))
  return differs ? { code: 'edit-setting' } : undefined
}

function chosenIn({ settings }: PostContent, name: string): string | boolean | undefined {
  return settings[name] ?? usualOf[name]
}

const usualOf: Readonly<Record<string, string | boolean>> = {
  kind: 'video',
  made_for_kids: false,
  synthetic_media: false,
  category: '22',
  playlist: 'none',
  first_comment: '',
}

function filmOf(content: PostContent): string {
  const { mediaId, trim, focus, cover, captions = [] } = videoIn(content)
  return JSON.stringify([mediaId, trim, focus, cover, captions])
}

const record = z.record(z.string(), z.json())
const videosSchema = z.object({ items: z.array(z.object({ id: z.string(), snippet: record, status: record })) })

/** An update takes the place of everything in the parts it names, so what is there is read first and sent along. */
async function apply(
  { job, after }: { readonly job: Delivery; readonly after: PostContent },
  environment: NetworkEnvironment,
): Promise<Outcome<Readonly<Record<string, Json>>>> {
  const made = madeOf(job)
  const call = { ...signedIn(job.access), path: '/youtube/v3/videos' }
  const read = await ask({ ...call, method: 'GET', query: { part: 'snippet,status', id: made.id }, answer: videosSchema }, environment)
  if (!read.ok) return read
  const [video] = read.value.items
  if (!video) return rejected('video-gone')
  const json = {
    id: made.id,
    snippet: { ...only(video.snippet, writableSnippet), ...editableSnippet(after) },
    status: { ...only(video.status, writableStatus), privacyStatus: visibilityIn(after.settings) },
  }
  const changed = await ask(
    { ...call, method: 'PUT', query: { part: 'snippet,status' }, send: { json }, answer: z.object({ id: z.string() }) },
    environment,
  )
  return changed.ok ? { ok: true, value: { [part]: { ...made, visibility: visibilityIn(after.settings) } } } : changed
}

const writableSnippet = ['title', 'description', 'tags', 'categoryId', 'defaultLanguage', 'defaultAudioLanguage']
const writableStatus = [
  'embeddable',
  'license',
  'privacyStatus',
  'publicStatsViewable',
  'selfDeclaredMadeForKids',
  'containsSyntheticMedia',
]

function only(resource: Readonly<Record<string, Json>>, names: readonly string[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => names.includes(name)))
}
