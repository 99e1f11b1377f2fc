import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { modules, root, withTools } from './folders.js'

/** A check counts as one test. */
export async function check(command, args) {
  const { status } = await run(command, args)
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Vitest's own count; a run that fails without a failed test (a file that does not load) counts as one failure. */
export async function unit() {
  // What Vitest remembers of files says where their imports led, also after package.json leads them elsewhere.
  rmSync(join(modules, '.vitest-cache'), { recursive: true, force: true })
  const folder = mkdtempSync(join(tmpdir(), 'hearth-results-'))
  const file = join(folder, 'vitest.json')
  try {
    const { status } = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
    return counted(status, readResults(file))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A program of ours that closes with a line `N passed, N failed`, such as the browser journeys. `aside`: what it prints is shown when it has ended. */
export async function counting(args, { aside = false } = {}) {
  const { status, output } = await run('node', args, { keep: true, aside })
  const last = [...output.matchAll(/(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/g)].at(-1)
  return counted(status, last && { passed: Number(last[1]), failed: Number(last[2]), skipped: Number(last[3] ?? 0) })
}

function counted(status, result = { passed: 0, failed: 0, skipped: 0 }) {
  return status !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result
}

function readResults(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + (numTodoTests ?? 0) }
  } catch (error) {
    console.error(`Vitest left no results: ${error.message}`)
    return undefined
  }
}

async function run(command, args, { keep = false, aside = false } = {}) {
  const stdio = ['ignore', keep ? 'pipe' : 'inherit', aside ? 'pipe' : 'inherit']
  const child = spawn(command, args, { cwd: root, env: withTools(), stdio })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text
      if (!aside) process.stdout.write(text)
    })
  }
  const status = await new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} did not start: ${error.message}`)
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
  if (aside) process.stdout.write(`\n${output}`)
  return { status, output }
}
