import type { Light } from './picture-lights.ts'
import { lights } from './picture-lights.ts'
import { type SceneName, scenes } from './picture-scenes.ts'

/** A picture of the story: what is on it, in which light, in which shape. */
export interface Picture {
  readonly scene: SceneName
  readonly light: keyof typeof lights
  readonly shape?: keyof typeof shapes
}

/** What of the square is shown: from the top left, in its units. */
const shapes = { square: '0 0 1000 1000', wide: '0 190 1000 660', tall: '100 0 800 1000' } as const

/** Draws a JPEG whose longer side has so many pixels. The same picture is the same bytes each time. */
export async function drawPicture({ scene, light, shape = 'square' }: Picture, side: number): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  const [, , width = 1000, height = 1000] = shapes[shape].split(' ').map(Number)
  const scale = side / Math.max(width, height)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${height * scale}" viewBox="${shapes[shape]}">${paints(lights[light])}${scenes[scene](lights[light])}</svg>`
  return sharp(Buffer.from(svg)).flatten().jpeg({ quality: 84 }).toBuffer()
}

function paints({ wall, glow, table }: Light): string {
  return `<defs>${gradient('wall', wall)}${gradient('table', table)}<radialGradient id="glow"><stop offset="0" stop-color="${glow}" stop-opacity="0.75"/><stop offset="1" stop-color="${glow}" stop-opacity="0"/></radialGradient></defs>`
}

function gradient(id: string, [from, to]: readonly [string, string]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`
}
