import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { modules, root } from './folders.js'
import { oneAtATime } from './one-at-a-time.js'
import { Trouble, troubleFrom } from './trouble.js'

const lockFile = join(root, 'package-lock.json')
/** npm writes its record of what it installed last, so a broken installation has none. */
const record = join(modules, '.package-lock.json')
const stamp = join(modules, '.hearth-installed.json')
/** There while npm works, with its process id: one left over means that we were killed and what npm left cannot be trusted. */
const underWay = join(modules, '.hearth-installing')

/** Installs what package-lock.json names unless it is there: `production` to run Hearth, `full` to work on it. Never takes anything away. */
export async function install(kind) {
  if (isInstalled(kind)) return
  await oneAtATime('installation', async () => {
    if (!isInstalled(kind)) await runNpm(hasDevelopmentTools() ? 'full' : kind)
  })
}

/** Also true for a full installation where production was asked for, and for one that npm made without us. */
function isInstalled(kind) {
  if (!existsSync(record) || existsSync(underWay) || !existsSync(join(modules, '.bin'))) return false
  const lock = readFileSync(lockFile, 'utf8')
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  // npm leaves out an optional package that the registry lacks; asking again at every start would not bring it.
  const excused = hasStamp(lock)
  return wantedPackages(lock, kind)
    .filter(([path, entry]) => !(excused && entry.optional && !installed[path]))
    .every(([path, entry]) => installed[path]?.version === entry.version && isThere(path))
}

function hasStamp(lock) {
  if (!existsSync(stamp)) return false
  const made = JSON.parse(readFileSync(stamp, 'utf8'))
  return made.lock === hash(lock) && made.platform === platform
}

/** An outdated installation with development tools is replaced by one that has them too. */
function hasDevelopmentTools() {
  return existsSync(record) && Object.values(JSON.parse(readFileSync(record, 'utf8')).packages).some((entry) => entry.dev)
}

const platform = `${process.platform}-${process.arch}`

function wantedPackages(lock, kind) {
  return Object.entries(JSON.parse(lock).packages).filter(([path, entry]) => path !== '' && isWanted(entry, kind))
}

function isWanted(entry, kind) {
  if (kind === 'production' && (entry.dev || entry.devOptional)) return false
  if (!entry.optional) return true
  return !entry.libc && [entry.os].flat().includes(process.platform) && [entry.cpu].flat().includes(process.arch)
}

function isThere(path) {
  return existsSync(join(root, path, 'package.json'))
}

async function runNpm(kind) {
  const lock = readFileSync(lockFile, 'utf8')
  const paths = wantedPackages(lock, kind).map(([path]) => path)
  console.log(`Installing Hearth's ${kind === 'full' ? 'packages and development tools' : 'packages'}. This takes a minute or two, once.`)
  const started = Date.now()
  await endOldNpm()
  if (existsSync(underWay) || !existsSync(record)) rmSync(modules, { recursive: true, force: true, maxRetries: 10 })
  markUnderWay()
  const which = kind === 'full' ? ['--include=dev'] : ['--omit=dev']
  // Not `npm ci`: that empties node_modules first, so a network that fails half-way would take a working installation away; and it
  // refuses a lock file without the packages of every other platform. What the lock file names is installed to the byte all the same.
  await npm(
    ['install', '--no-save', ...which, '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=warn'],
    paths,
  )
  writeFileSync(stamp, JSON.stringify({ lock: hash(lock), platform }))
  rmSync(underWay)
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

/** Killing us does not kill our npm, which would go on writing here. */
async function endOldNpm() {
  if (!existsSync(underWay)) return
  const pid = Number(readFileSync(underWay, 'utf8'))
  const deadline = Date.now() + 10_000
  while (isNpm(pid) && Date.now() < deadline) {
    process.kill(pid)
    await pause(200)
  }
}

function isNpm(pid) {
  return pid > 1 && /\bnpm\b/.test(spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '')
}

function markUnderWay() {
  try {
    mkdirSync(modules, { recursive: true })
    writeFileSync(underWay, '')
  } catch (error) {
    throw troubleFrom(String(error), { what: 'Installing', room: '1.5 GB' })
  }
}

async function npm(args, paths) {
  const [command, first] = npmCommand()
  const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: process.env })
  if (child.pid) writeFileSync(underWay, String(child.pid))
  let output = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  const progress = showProgress(paths)
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
    .catch((error) => {
      throw error.code === 'ENOENT'
        ? new Trouble('npm was not found. Install Node with npm from https://nodejs.org and run the same command again.')
        : error
    })
    .finally(progress.end)
  // A file that could not be unpacked is only a warning to npm; the next attempt then begins anew.
  if (/TAR_ENTRY_ERROR/.test(output)) throw troubleFrom(output, { what: 'Installing', room: '1.5 GB' })
  if (code !== 0) {
    // npm put back what was there; killed by a signal (code null) it could not.
    if (code !== null) rmSync(underWay, { force: true })
    throw troubleFrom(output, { what: 'Installing', room: '1.5 GB' })
  }
}

/** The npm that started us, on the Node it runs on. */
function npmCommand() {
  const script = process.env.npm_execpath
  if (!script) return ['npm', []]
  return [process.env.npm_node_execpath ?? process.execPath, [script]]
}

/** npm unpacks into node_modules, so its folders tell how far it is. */
function showProgress(paths) {
  const terminal = process.stdout.isTTY
  const started = Date.now()
  const show = () => {
    const line = `  ${paths.filter(isThere).length} of ${paths.length} packages, ${Math.round((Date.now() - started) / 1000)} s`
    if (terminal) process.stdout.write(`\r${line}`)
    else console.log(line)
  }
  const timer = setInterval(show, terminal ? 500 : 10_000)
  return {
    end: () => {
      clearInterval(timer)
      if (terminal) process.stdout.write('\n')
    },
  }
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex')
}
