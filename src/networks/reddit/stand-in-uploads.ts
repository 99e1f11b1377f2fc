import type { Json } from '#kit/json'

import { filmFacts, pictureFacts } from '../stand-in-facts.ts'
import { newDigits, newSecret } from '../stand-in-ids.ts'
import type { Asset, Server } from './stand-in-state.ts'
import { ApiError, type Asked, needScope, readForm, type Signed } from './stand-in-wire.ts'

const taken = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4', 'video/quicktime']
const mostBytes = { image: 20_000_000, video: 1_000_000_000 }
/** What is larger is not kept, but counts as there. */
const mostKept = 3_000_000

/** `POST /api/media/asset.json` lends a place in a store that is not the API's. */
export function lendPlace(asked: Signed): Json {
  needScope(asked, 'submit')
  const form = readForm(asked, ['filepath', 'mimetype'])
  const [path = '', mimeType = ''] = [form.get('filepath'), form.get('mimetype')].map((each) => each ?? '')
  if (path === '' || path.includes('/') || !taken.includes(mimeType)) throw new ApiError(400, 'Bad Request')
  const { server, grant } = asked
  const asset: Asset = {
    id: newSecret('', 13).toLowerCase(),
    personId: grant.personId,
    key: `rte_images/${newDigits('1', 12)}-${path}`,
    mimeType,
    arrived: false,
  }
  server.state.assets.push(asset)
  server.world.changed()
  const fields = { acl: 'private', key: asset.key, 'Content-Type': mimeType, 'x-amz-storage-class': 'STANDARD', policy: newSecret('', 40) }
  return {
    args: { action: `${server.world.origin}/store`, fields: Object.entries(fields).map(([name, value]) => ({ name, value })) },
    asset: {
      asset_id: asset.id,
      processing_state: 'incomplete',
      payload: { filepath: path },
      websocket_url: `wss://ws.reddit.example/rte_images/${asset.id}`,
    },
  }
}

/** `POST /store`: a form whose last field is the file. It looks at what came, as the network does afterwards. */
export async function receive({ server, headers, body }: Asked): Promise<Response> {
  const request = new Request('http://store.invalid/', { method: 'POST', headers, body: new Uint8Array(body) })
  const form = await request.formData()
  const entries = [...form.entries()]
  const [lastName, file] = entries.at(-1) ?? []
  const asset = server.state.assets.find(({ key }) => key === form.get('key'))
  if (!asset) return storeError(403, 'AccessDenied')
  if (lastName !== 'file' || !(file instanceof Blob) || form.get('Content-Type') !== asset.mimeType)
    return storeError(400, 'InvalidArgument')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kind = asset.mimeType.startsWith('image/') ? 'image' : 'video'
  if (bytes.length > mostBytes[kind]) return storeError(400, 'EntityTooLarge')
  const read = kind === 'image' ? await asPicture(bytes, asset.mimeType) : await asFilm(bytes)
  if (!read) return storeError(400, 'InvalidArgument')
  Object.assign(asset, read, { arrived: true }, bytes.length > mostKept ? {} : { data: Buffer.from(bytes).toString('base64') })
  server.world.changed()
  const location = encodeURI(`${server.world.origin}/store/${asset.key}`)
  return new Response(`<?xml version="1.0"?><PostResponse><Location>${location}</Location><Key>${asset.key}</Key></PostResponse>`, {
    status: 201,
    headers: { 'content-type': 'application/xml' },
  })
}

async function asPicture(bytes: Uint8Array, mimeType: string): Promise<object | undefined> {
  const facts = await pictureFacts(bytes)
  return facts && `image/${facts.format}` === mimeType ? {} : undefined
}

async function asFilm(bytes: Uint8Array): Promise<object | undefined> {
  const facts = await filmFacts(bytes)
  return facts && facts.seconds <= 900.5 ? { seconds: facts.seconds } : undefined
}

function storeError(status: number, code: string): Response {
  return new Response(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`, {
    status,
    headers: { 'content-type': 'application/xml' },
  })
}

/** What somebody put there, by the address they name it by. */
export function assetAt(
  { state, world }: Server,
  { url, personId }: { readonly url: string; readonly personId: string },
): Asset | undefined {
  return state.assets.find((asset) => asset.arrived && asset.personId === personId && url === `${world.origin}/store/${asset.key}`)
}
