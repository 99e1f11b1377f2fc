import { useEffect, useRef, type RefObject } from 'react'

/** How many pictures the strip shows. */
const pictures = 12

/** Draws a film's pictures side by side, one after the other as the browser reads them. A film it cannot read leaves the strip empty. */
export function useFilmStrip(url: string, length: number): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const film = document.createElement('video')
    const state = { over: false }
    film.muted = true
    film.preload = 'auto'
    film.src = url
    void draw(film, { canvas, length, isOver: () => state.over })
    return () => {
      state.over = true
      film.removeAttribute('src')
      film.load()
    }
  }, [url, length])
  return canvas
}

interface Drawing {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly length: number
  readonly isOver: () => boolean
}

async function draw(film: HTMLVideoElement, { canvas, length, isOver }: Drawing): Promise<void> {
  for (let index = 0; index < pictures; index += 1) {
    film.currentTime = ((index + 0.5) * length) / pictures
    if (!(await isThere(film)) || isOver()) return
    const pen = canvas.current?.getContext('2d')
    if (pen) drawCut(pen, film, index)
  }
}

function isThere(film: HTMLVideoElement): Promise<boolean> {
  return new Promise((resolve) => {
    film.addEventListener('seeked', () => resolve(true), { once: true })
    film.addEventListener('error', () => resolve(false), { once: true })
  })
}

/** The middle of the picture, as wide as its place in the strip. */
function drawCut(pen: CanvasRenderingContext2D, film: HTMLVideoElement, index: number): void {
  const { width, height } = pen.canvas
  const place = width / pictures
  const scale = Math.max(place / film.videoWidth, height / film.videoHeight)
  const [cutWidth, cutHeight] = [place / scale, height / scale]
  const [left, top] = [(film.videoWidth - cutWidth) / 2, (film.videoHeight - cutHeight) / 2]
  pen.drawImage(film, left, top, cutWidth, cutHeight, index * place, 0, place, height)
}
