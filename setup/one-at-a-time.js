import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { cache } from './folders.js'
import { troubleFrom } from './trouble.js'

/** Two set-ups in one folder take turns. A lock whose owner died is taken over. */
export async function oneAtATime(name, work) {
  const lock = join(cache, `${name}.lock`)
  await take(lock, name)
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

async function take(lock, name) {
  for (let told = false; !tryTake(lock);) {
    const holder = holderOf(lock)
    if (holder && !isAlive(holder)) setAside(lock, holder)
    else if (!told) {
      told = true
      console.log(`Waiting for process ${holder}, which is busy with the ${name} here. (If it is not Hearth's, remove ${lock}.)`)
    }
    await pause(200)
  }
}

function tryTake(lock) {
  const mine = `${lock}.${process.pid}`
  try {
    mkdirSync(cache, { recursive: true })
    writeFileSync(mine, String(process.pid))
    linkSync(mine, lock)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw troubleFrom(String(error), { what: 'Set-up', room: '1 GB' })
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Moved before it is removed, so that a lock which another process took meanwhile can be put back. */
function setAside(lock, holder) {
  const aside = `${lock}.stale.${process.pid}`
  try {
    renameSync(lock, aside)
    if (holderOf(aside) !== holder) linkSync(aside, lock)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  }
  rmSync(aside, { force: true })
}

function holderOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
