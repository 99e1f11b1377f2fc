import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a fresh `npm start` puts on the disk, in MB (10^6 bytes on disk): production packages, the built page, copied binaries; no data, no cache. */
export function installSize(root: string): number {
  const clone = mkdtempSync(join(tmpdir(), 'hearth-install-'))
  chmodSync(clone, 0o755)
  try {
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${root}`, clone], { stdio: 'inherit' })
    execFileSync('npm', ['run', '--silent', 'prepare-only'], { cwd: clone, stdio: ['ignore', 'ignore', 'inherit'], env: withoutNpm() })
    const parts = ['node_modules', 'dist'].map((name) => join(clone, name))
    return Math.round(parts.filter(existsSync).reduce((sum, path) => sum + onDisk(path), 0) / 1e6)
  } finally {
    rmSync(clone, { recursive: true, force: true })
  }
}

/** PostgreSQL's binaries where they had to be copied for the database's own account, in MB. */
export function copiedBinaries(dataDir: string): number {
  const copies = readdirSync(dataDir).filter((name) => name.startsWith('postgres-'))
  return Math.round(copies.reduce((sum, name) => sum + onDisk(join(dataDir, name)), 0) / 1e6)
}

function onDisk(path: string): number {
  return Number(execFileSync('du', ['-s', '--block-size=1', path], { encoding: 'utf8' }).split('\t')[0])
}

function withoutNpm(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
}
