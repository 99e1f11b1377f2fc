import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const modules = join(root, 'node_modules')
/** Ignored by git: locks and half-built things. */
export const cache = join(root, '.cache')

/** The environment in which `node` is Node 26 and every installed tool is found. */
export function withTools(environment = process.env) {
  return { ...environment, PATH: `${join(modules, '.bin')}:${environment.PATH ?? '/usr/bin:/bin'}` }
}
