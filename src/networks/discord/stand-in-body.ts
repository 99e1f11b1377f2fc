import { z } from 'zod'

import { filmFacts, pictureFacts } from '../stand-in-facts.ts'
import { nowAt } from '../stand-in-time.ts'
import { type Embed, type File, newSnowflake, type Poll, type Said, type Server } from './stand-in-state.ts'
import { DiscordError, invalid, needPermission } from './stand-in-wire.ts'

/** docs.discord.com/developers/reference#uploading-files */
const mostBytes = 10 * 1024 * 1024
/** Larger films are looked at and not kept. */
const mostKept = 4 * 1024 * 1024

interface Upload {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export interface Body {
  readonly fields: unknown
  /** By the number in `files[n]`. */
  readonly uploads: ReadonlyMap<string, Upload>
}

/** JSON alone, or `payload_json` with files beside it. @throws DiscordError */
export async function readBody(request: Request): Promise<Body> {
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('application/json')) return { fields: parsed(await request.text()), uploads: new Map() }
  if (!type.startsWith('multipart/form-data')) throw new DiscordError(400, 50_035, 'Invalid Form Body')
  const form = await request.formData()
  const uploads = new Map<string, Upload>()
  for (const [name, value] of form) {
    const [, number] = /^files\[(\d+)\]$/.exec(name) ?? []
    if (number === undefined || typeof value === 'string') continue
    const bytes = new Uint8Array(await value.arrayBuffer())
    if (bytes.length > mostBytes) throw new DiscordError(413, 40_005, 'Request entity too large')
    uploads.set(number, { name: value.name, type: value.type, bytes })
  }
  const payload = form.get('payload_json')
  const text = typeof payload === 'string' ? payload : ((await payload?.text()) ?? '{}')
  return { fields: parsed(text), uploads }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DiscordError(400, 50_109, 'The request body contains invalid JSON.')
  }
}

const embedSchema = z.object({
  url: z.string().nullish(),
  title: z.string().nullish(),
  description: z.string().nullish(),
  color: z.int().nullish(),
  image: z.object({ url: z.string() }).nullish(),
})
const mediaSchema = z.object({ text: z.string().nullish() })
const schema = z.object({
  content: z.string().nullish(),
  embeds: z.array(embedSchema).nullish(),
  allowed_mentions: z
    .object({
      parse: z.array(z.enum(['users', 'roles', 'everyone'])).default([]),
      users: z.array(z.string()).default([]),
      replied_user: z.boolean().default(false),
    })
    .nullish(),
  attachments: z
    .array(
      z.object({
        id: z.union([z.string(), z.int()]).transform(String),
        filename: z.string().nullish(),
        description: z.string().nullish(),
        is_spoiler: z.boolean().nullish(),
      }),
    )
    .nullish(),
  poll: z
    .object({
      question: mediaSchema,
      answers: z.array(z.object({ poll_media: mediaSchema })),
      duration: z.int().default(24),
      allow_multiselect: z.boolean().default(false),
    })
    .nullish(),
  flags: z.int().nullish(),
})
type Fields = z.infer<typeof schema>

/** What a body says, looked at as the network does; `standing`: files that a changed message has already. @throws DiscordError */
export async function saidIn(body: Body, server: Server, standing = 0): Promise<Said & { readonly callsAnswered: boolean }> {
  const fields = fieldsIn(body.fields)
  const content = (fields.content ?? '').trim()
  if (content.length > 2000) throw invalid('content', 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.')
  const files = await filesIn(fields, body, server)
  const embeds = embedsIn(fields, files)
  const shownByCards = new Set(embeds.map(({ image }) => image))
  const poll = fields.poll ? pollIn(fields.poll, server) : undefined
  if (content === '' && embeds.length === 0 && files.length + standing === 0 && !poll)
    throw new DiscordError(400, 50_006, 'Cannot send an empty message')
  if (files.length > 0) needPermission({ server }, 'ATTACH_FILES')
  if (embeds.length > 0) needPermission({ server }, 'EMBED_LINKS')
  const mentions = fields.allowed_mentions ?? { parse: ['users', 'roles', 'everyone'] as const, users: [], replied_user: true }
  return {
    content,
    embeds,
    files: files.map((file) => ({ ...file, inCard: shownByCards.has(file.id) })),
    ...(poll ? { poll } : {}),
    flags: fields.flags ?? 0,
    called: calledIn(content, mentions, server),
    everyone: mentions.parse.some((each) => each === 'everyone') && /@(?:everyone|here)\b/.test(content),
    callsAnswered: mentions.replied_user,
  }
}

export function fieldsIn(fields: unknown): Fields {
  const read = schema.safeParse(fields)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw invalid(issue?.path.join('.') || 'content', 'BASE_TYPE_BAD_TYPE', issue?.message ?? 'Wrong')
}

function calledIn(
  content: string,
  { parse, users }: { readonly parse: readonly string[]; readonly users: readonly string[] },
  { state }: Server,
): string[] {
  const named = [...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id)
  return state.people.map(({ user }) => user).filter((user) => named.includes(user) && (parse.includes('users') || users.includes(user)))
}

function embedsIn({ embeds }: Fields, files: readonly File[]): Embed[] {
  if ((embeds?.length ?? 0) > 10) throw invalid('embeds', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.')
  const all = (embeds ?? []).map(({ url, title, description, color, image }, index): Embed => {
    const at = `embeds.${index}`
    if ((title?.length ?? 0) > 256) throw invalid(`${at}.title`, 'BASE_TYPE_MAX_LENGTH', 'Must be 256 or fewer in length.')
    if ((description?.length ?? 0) > 4096) throw invalid(`${at}.description`, 'BASE_TYPE_MAX_LENGTH', 'Must be 4096 or fewer in length.')
    if (url && !/^https?:\/\/\S+$/.test(url)) throw invalid(`${at}.url`, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.')
    if (color != null && (color < 0 || color > 0xff_ff_ff))
      throw invalid(`${at}.color`, 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 16777215.')
    const shown = image ? pictureOf(image.url, files, at) : undefined
    if (!title && !description && shown === undefined) throw invalid(at, 'BASE_TYPE_REQUIRED', 'This field is required')
    return {
      ...(url ? { url } : {}),
      ...(title ? { title } : {}),
      ...(description ? { description } : {}),
      ...(color == null ? {} : { color }),
      ...(shown === undefined ? {} : { image: shown }),
    }
  })
  const length = all.reduce((sum, { title = '', description = '' }) => sum + title.length + description.length, 0)
  if (length > 6000) throw invalid('embeds', 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')
  return all
}

function pictureOf(url: string, files: readonly File[], at: string): string {
  const [, name] = /^attachment:\/\/(.+)$/.exec(url) ?? []
  if (name === undefined) return url
  const file = files.find(({ fileName }) => fileName === name)
  if (!file) throw invalid(`${at}.image.url`, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.')
  return file.id
}

function pollIn({ question, answers, duration, allow_multiselect: multiple }: NonNullable<Fields['poll']>, server: Server): Poll {
  const asked = question.text?.trim() ?? ''
  if (asked === '' || asked.length > 300)
    throw invalid('poll.question.text', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 300 in length.')
  if (answers.length < 1 || answers.length > 10)
    throw invalid('poll.answers', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 10 in length.')
  const texts = answers.map(({ poll_media: { text } }, index) => {
    const written = text?.trim() ?? ''
    if (written === '' || written.length > 55)
      throw invalid(`poll.answers.${index}.poll_media.text`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 55 in length.')
    return written
  })
  if (duration < 1 || duration > 768) throw invalid('poll.duration', 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 768.')
  needPermission({ server }, 'SEND_POLLS')
  const expiry = server.world.now().add({ hours: duration }).toString({ smallestUnit: 'millisecond' })
  return { question: asked, answers: texts, expiry, multiple }
}

/** Each upload is an attachment, with or without a word about it. @throws DiscordError */
async function filesIn({ attachments }: Fields, { uploads }: Body, server: Server): Promise<File[]> {
  if (uploads.size > 10 || (attachments?.length ?? 0) > 10)
    throw invalid('attachments', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.')
  const told = new Map((attachments ?? []).map((each) => [each.id, each]))
  for (const id of told.keys()) if (!uploads.has(id)) throw invalid('attachments', 'ATTACHMENT_NOT_FOUND', 'The attachment was not found.')
  const files: File[] = []
  for (const [number, { name, bytes, type }] of uploads) {
    const about = told.get(number)
    if ((about?.description?.length ?? 0) > 1024)
      throw invalid(`attachments.${number}.description`, 'BASE_TYPE_MAX_LENGTH', 'Must be 1024 or fewer in length.')
    files.push({
      id: newSnowflake(server),
      fileName: about?.filename ?? name,
      ...(await factsOf(bytes, type)),
      size: bytes.length,
      ...(bytes.length > mostKept ? {} : { data: Buffer.from(bytes).toString('base64') }),
      alt: about?.description ?? '',
      inCard: false,
      spoiler: about?.is_spoiler === true || (about?.filename ?? name).startsWith('SPOILER_'),
    })
  }
  return files
}

async function factsOf(bytes: Uint8Array, type: string): Promise<Pick<File, 'mimeType' | 'width' | 'height' | 'seconds'>> {
  const picture = type.startsWith('image/') ? await pictureFacts(bytes) : undefined
  if (picture) return { mimeType: `image/${picture.format}`, width: picture.width, height: picture.height }
  const film = type.startsWith('video/') ? await filmFacts(bytes) : undefined
  return film ? { mimeType: film.mimeType, width: film.width, height: film.height, seconds: film.seconds } : { mimeType: type }
}

export function madeNow(server: Server): { readonly id: string; readonly at: string } {
  return { id: newSnowflake(server), at: nowAt(server) }
}
