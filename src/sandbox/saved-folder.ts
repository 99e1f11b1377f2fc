import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { Json } from '#kit/json'
import { syncFolder } from '#kit/sync-folder'

/** A folder of JSON files, each written whole or not at all. Long texts (pictures in base64) lie beside them, each once. */
export interface SavedFolder {
  /** undefined where nothing was saved under this name. */
  read(name: string): Promise<Json | undefined>
  /** Saves what `state` gives, within a second from the first change. */
  changed(name: string, state: () => Json): void
  /** Saves at once what waits. */
  flush(): Promise<void>
}

interface Options {
  /** Told when something could not be saved; it is tried again with the next change. */
  readonly onTrouble: (error: unknown) => void
}

const waitMs = 800
const longText = 8000

export async function openSavedFolder(folder: string, { onTrouble }: Options): Promise<SavedFolder> {
  const large = join(folder, 'large')
  await mkdir(large, { recursive: true, mode: 0o700 })
  await removeUnused(folder, large)
  const written = new Map<string, string>()
  const waiting = new Map<string, () => Json>()
  let timer: NodeJS.Timeout | undefined
  let saving: Promise<void> = Promise.resolve()
  const saveAll = async () => {
    clearTimeout(timer)
    timer = undefined
    for (const [name, state] of waiting) {
      waiting.delete(name)
      await save(state(), { folder, large, name, written }).catch((error: unknown) => {
        if (!waiting.has(name)) waiting.set(name, state)
        onTrouble(error)
      })
    }
  }
  const flush = () => (saving = saving.then(saveAll))
  return {
    read: (name) => read(join(folder, `${name}.json`), large),
    changed: (name, state) => {
      waiting.set(name, state)
      timer ??= setTimeout(() => void flush(), waitMs)
    },
    flush,
  }
}

interface Place {
  readonly folder: string
  readonly large: string
  readonly name: string
  /** Names of long texts that lie in the folder already. */
  readonly written: Map<string, string>
}

async function save(state: Json, { folder, large, name, written }: Place): Promise<void> {
  const fresh = new Map<string, string>()
  const text = JSON.stringify(state, (_key, value: Json) => {
    if (typeof value !== 'string' || value.length < longText) return value
    const hash = written.get(value) ?? createHash('sha256').update(value).digest('hex')
    if (!written.has(value)) fresh.set(value, hash)
    return { $large: hash }
  })
  for (const [value, hash] of fresh) {
    await writeWhole(join(large, hash), value)
    written.set(value, hash)
  }
  if (fresh.size > 0) await syncFolder(large)
  await writeWhole(join(folder, `${name}.json`), text)
  await syncFolder(folder)
}

async function writeWhole(path: string, text: string): Promise<void> {
  const aside = `${path}.new`
  const file = await open(aside, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
}

async function read(path: string, large: string): Promise<Json | undefined> {
  const text = await readFile(path, 'utf8').catch(unlessMissing)
  if (text === undefined) return undefined
  const texts = new Map<string, string | undefined>()
  for (const hash of namesIn(text)) texts.set(hash, await readFile(join(large, hash), 'utf8').catch(unlessMissing))
  const whole: Json = JSON.parse(text, (_key, value: Json) => {
    const hash = typeof value === 'object' && value !== null && '$large' in value ? value.$large : undefined
    return typeof hash === 'string' ? (texts.get(hash) ?? value) : value
  })
  return whole
}

function namesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/"\$large":"([0-9a-f]{64})"/g)].map(([, hash = '']) => hash))
}

/** Long texts that no file names any more, and what a killed process left half written. */
async function removeUnused(folder: string, large: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  const used = new Set(texts.flatMap((text) => [...namesIn(text)]))
  for (const name of await readdir(large)) if (!used.has(name)) await rm(join(large, name), { force: true })
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
