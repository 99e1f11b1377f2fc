import type { Focus } from './network.ts'

export interface Region {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The largest region of the wanted ratio (width by height), as near to the focus as the edges allow. In pixels. */
export function cropRegion(
  { width, height }: { readonly width: number; readonly height: number },
  {
    ratio,
    focus = { x: 0.5, y: 0.5 },
  }: { readonly ratio?: { readonly min: number; readonly max: number } | undefined; readonly focus?: Focus | undefined },
): Region {
  const shape = width / height
  const wanted = ratio ? Math.min(Math.max(shape, ratio.min), ratio.max) : shape
  const cut = {
    width: wanted < shape ? Math.max(1, Math.round(height * wanted)) : width,
    height: wanted > shape ? Math.max(1, Math.round(width / wanted)) : height,
  }
  return { left: startOf(cut.width, { of: width, focus: focus.x }), top: startOf(cut.height, { of: height, focus: focus.y }), ...cut }
}

/** Where a stretch of this length begins so that the focus lies in its middle, or as near as the ends allow. */
function startOf(length: number, { of, focus }: { of: number; focus: number }): number {
  return Math.round(Math.min(Math.max(of * focus - length / 2, 0), of - length))
}
