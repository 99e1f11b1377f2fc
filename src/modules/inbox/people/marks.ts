import { anywhere } from '#kit/words'

import { hashOf, mix } from '../hash.ts'
import { dense } from '../wording.ts'

/** What a person is found by, in one spelling: without case and width. */
export function plainWords(...texts: readonly (string | null)[]): string {
  return texts.map(plain).filter(Boolean).join(' ')
}

function plain(text: string | null): string {
  return (text ?? '').normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
}

/**
 * The pieces of words for the index, as numbers that no two workspaces share: one and two characters where that is a word, as in Chinese; elsewhere
 * three in any place, and how a word begins.
 */
export function marksOf(workspaceId: string, words: string): number[] {
  const pieces = words.split(' ').flatMap((word) => [...[1, 2].map((size) => `^${beginning(word, size)}`), ...piecesOf(word)])
  return hashed(workspaceId, pieces)
}

/** How one typed word is looked for: by marks that the index has, and then for certain. One or two letters are how a word begins. */
export function looksFor(workspaceId: string, typed: string): { readonly marks: number[]; readonly pattern: string } {
  const word = plain(typed)
  const pieces = piecesOf(word)
  if (pieces.length > 0) return { marks: hashed(workspaceId, pieces), pattern: anywhere(word) }
  return { marks: hashed(workspaceId, [`^${word}`]), pattern: anywhere(` ${word}`) }
}

const beginning = (word: string, size: number) => Array.from(word).slice(0, size).join('')

/** Marks of what must be the same as a whole. */
export function hashed(workspaceId: string, pieces: readonly string[]): number[] {
  const seed = hashOf(workspaceId, 2)
  return [...new Set(pieces.map((piece) => mix(hashOf(piece, 0) ^ seed) | 0))]
}

const runs = new RegExp(`[${dense}]+|[^${dense}]+`, 'gu')
const denseRun = new RegExp(`^[${dense}]`, 'u')

function piecesOf(word: string): string[] {
  return (word.match(runs) ?? []).flatMap((run) => (denseRun.test(run) ? [...cut(run, 1), ...cut(run, 2)] : cut(run, 3)))
}

function cut(run: string, size: number): string[] {
  const characters = Array.from(run)
  return Array.from({ length: Math.max(0, characters.length - size + 1) }, (_, from) => characters.slice(from, from + size).join(''))
}
