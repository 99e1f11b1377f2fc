import type { IncomingMessage, ServerResponse } from 'node:http'

import type { FileStore } from '@tus/file-store'
import type { Locker } from '@tus/server'
import { z } from 'zod'

import { Refusal, refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { type Acting, brandOf, mayAt } from '#modules/teams'

import { arrivedBytes, hasRoom } from './arriving-files.ts'
import { mediaRefusals } from './contract.ts'
import { plainName } from './names.ts'
import type { MediaNeeds } from './needs.ts'
import { takeUp } from './take-up-upload.ts'
import { findUpload, noteUpload } from './uploads.ts'

/** Where uploads are sent, by the tus protocol 1.0. */
export const uploadsPath = '/api/uploads'

/** The largest file taken, in bytes. */
const maxBytes = 8 * 1024 * 1024 * 1024
const mostUnfinished = 50

/** Answers one request of an upload for a member who may add media. The file lies in the uploads folder until it is whole. */
export type ReceiveUpload = (acting: Acting, request: IncomingMessage, response: ServerResponse) => Promise<void>

/** The library that speaks tus is loaded with the first upload. */
export function receiveUploads(needs: MediaNeeds): ReceiveUpload {
  let locker: Promise<Locker> | undefined
  return async (acting, request, response) => {
    const server = await serverFor(needs, acting, await (locker ??= openLocker(needs.uploadsFolder)))
    await server.handle(request, response)
  }
}

async function openLocker(folder: string): Promise<Locker> {
  // The folder has to be there before: the store makes it too late to say that it could not.
  await hasRoom(folder, 0)
  const { MemoryLocker } = await import('@tus/server')
  return new MemoryLocker()
}

/** A server for one request, so that everything it does is this member's; what is shared are the locks. */
async function serverFor(needs: MediaNeeds, acting: Acting, locker: Locker) {
  const { Server } = await import('@tus/server')
  return new Server({
    locker,
    datastore: await storeFor(needs, acting),
    path: uploadsPath,
    maxSize: maxBytes,
    allowedOrigins: [],
    relativeLocation: true,
    generateUrl: (_request, { id }) => `${uploadsPath}/${id}`,
    namingFunction: () => uuidv7(needs.clock.now()),
    onIncomingRequest: (request, uploadId) =>
      request.method === 'POST' || request.method === 'OPTIONS' ? Promise.resolve() : checkRequest(needs, acting, { request, uploadId }),
    onUploadCreate: async (_request, { id, size, metadata }) => {
      await asTus(beginUpload(needs, acting, { id, size, metadata }))
      return { metadata: { ...metadata, acting: JSON.stringify(acting) } }
    },
    onUploadFinish: async (_request, { id }) => {
      await noteUpload(needs, { workspaceId: acting.workspaceId, uploadId: id }, { state: 'reading' })
      takeUp(needs, { acting, uploadId: id })
      return {}
    },
    onResponseError: async (_request, error) => {
      if ('status_code' in error && error.status_code !== 500) return refusedAs(error)
      return (await hasRoom(needs.uploadsFolder, 0)) ? undefined : tusError(refuse(mediaRefusals, 'NO_SPACE'))
    },
  })
}

/** After each piece, also one that broke off, how much has come is written down: a page that was reloaded shows it. */
async function storeFor(needs: MediaNeeds, { workspaceId }: Acting): Promise<FileStore> {
  const { FileStore } = await import('@tus/file-store')
  const store = new FileStore({ directory: needs.uploadsFolder })
  const write = store.write.bind(store)
  store.write = async (content, uploadId, offset) => {
    try {
      return await write(content, uploadId, offset)
    } finally {
      const received = await arrivedBytes(needs.uploadsFolder, uploadId)
      if (received !== undefined) await noteUpload(needs, { workspaceId, uploadId }, { received })
    }
  }
  return store
}

const Begun = z.object({
  brandId: z.uuid(),
  folderId: z.uuid().optional(),
  filename: z.string().max(1000).default('file'),
})

/** Writes the upload down before its first byte comes; refuses what could never be taken in. */
async function beginUpload(
  needs: MediaNeeds,
  acting: Acting,
  { id, size, metadata }: { id: string; size: number | undefined; metadata: Record<string, string | null> | undefined },
): Promise<void> {
  const begun = Begun.safeParse(metadata ?? {})
  if (!begun.success || size === undefined) throw refuse(mediaRefusals, 'NOT_FOUND')
  const { workspaceId, memberId } = acting
  const { brandId, folderId, filename } = begun.data
  const may = mayAt(acting, 'media.write', { brandId })
  if (may !== 'yes') throw refuse(mediaRefusals, may === 'hidden' ? 'NOT_FOUND' : 'NOT_ALLOWED')
  await brandOf(needs.db, { workspaceId, brandId })
  if (!(await hasRoom(needs.uploadsFolder, size))) throw refuse(mediaRefusals, 'NO_SPACE')
  const unfinished = await needs.db
    .selectFrom('media.upload')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('state', '=', 'receiving')
    .limit(mostUnfinished)
    .execute()
  if (unfinished.length >= mostUnfinished) throw refuse(mediaRefusals, 'TOO_MANY_UPLOADS')
  const now = needs.clock.now().toString()
  await needs.db
    .insertInto('media.upload')
    .values({
      workspace_id: workspaceId,
      id,
      brand_id: brandId,
      member_id: memberId,
      folder_id: folderId ?? null,
      file_name: plainName(filename),
      bytes: size,
      state: 'receiving',
      created_at: now,
      touched_at: now,
    })
    .execute()
}

/** Others' uploads are nobody's business, and a piece that has no room is not begun. */
async function checkRequest(
  needs: MediaNeeds,
  { workspaceId, memberId }: Acting,
  { request, uploadId }: { request: Pick<Request, 'method' | 'headers'>; uploadId: string },
): Promise<void> {
  const mine = z.uuid().safeParse(uploadId).success ? await findUpload(needs.db, { workspaceId, memberId, uploadId }) : undefined
  if (!mine || (request.method === 'PATCH' && mine.state !== 'receiving')) throw tusError(refuse(mediaRefusals, 'UPLOAD_OVER'))
  if (request.method === 'DELETE')
    await needs.db.deleteFrom('media.upload').where('workspace_id', '=', workspaceId).where('id', '=', uploadId).execute()
  const coming = Number(request.headers.get('content-length') ?? 0)
  if (request.method === 'PATCH' && !(await hasRoom(needs.uploadsFolder, coming))) throw tusError(refuse(mediaRefusals, 'NO_SPACE'))
}

interface TusError {
  readonly status_code: number
  readonly body: string
}

async function asTus(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    throw error instanceof Refusal ? tusError(error) : error
  }
}

/** Thrown to the library, which answers with it. */
function tusError({ code, status, message }: Refusal): Error & TusError {
  return Object.assign(new Error(message), { status_code: status, body: JSON.stringify({ code, status, message }) })
}

/** The library's own words for a file that is too large are not for people. */
function refusedAs(error: TusError): TusError | undefined {
  return error.status_code === 413 && !error.body.startsWith('{') ? tusError(refuse(mediaRefusals, 'FILE_TOO_LARGE')) : undefined
}
