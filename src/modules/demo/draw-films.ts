import { fork } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ActionFilm } from '#networks/stand-in'

import { type Picture, drawPicture } from './draw-picture.ts'
import { filmSize } from './film-size.ts'

type Film = Omit<ActionFilm, 'alt'>

/** An MP4 for each picture, in which the camera slowly draws near. */
export async function drawFilms(pictures: readonly Picture[]): Promise<readonly Film[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-demo-films-'))
  try {
    const names = pictures.map((_, index) => join(folder, String(index)))
    for (const [index, picture] of pictures.entries()) await writeFile(`${names[index]}.jpg`, await drawPicture(picture, filmSize.height))
    await filmed(names)
    return await Promise.all(names.map(async (name) => ({ bytes: await readFile(`${name}.mp4`), ...filmSize })))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What makes films is large; it goes with its process. */
async function filmed(names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const { PATH = '', SystemRoot = '' } = process.env
  const child = fork(new URL('./draw-films-main.ts', import.meta.url), [...names], {
    execArgv: [],
    env: { PATH, SystemRoot, MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
  child.once('error', reject)
  child.once('exit', (code, signal) => {
    clearTimeout(timer)
    if (code === 0) resolve()
    else reject(new Error(`The films of the demo could not be made: the process ended with ${signal ?? code}.`))
  })
  return promise
}

const limitMs = 120_000
