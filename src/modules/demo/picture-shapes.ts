/** Where a thing stands, its foot at `y`, and how large it is; 1 is meant for a picture 1000 units wide. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly scale?: number
}

/** Draws in units of its own around the point where it stands. */
export function at({ x, y, scale = 1 }: Place, ...drawn: readonly string[]): string {
  return `<g transform="translate(${x} ${y}) scale(${scale})">${drawn.join('')}</g>`
}

export function shadowUnder(width: number, colour: string): string {
  return `<ellipse cx="${width * 0.08}" cy="4" rx="${width * 0.62}" ry="${width * 0.09}" fill="${colour}" opacity="0.28"/>`
}

export function cup(glaze: string, tea: string, shadow: string): string {
  return `${shadowUnder(200, shadow)}
    <path d="M-100 -130 Q-96 -20 -42 -6 L42 -6 Q96 -20 100 -130 Z" fill="${glaze}"/>
    <path d="M30 -6 L42 -6 Q96 -20 100 -130 L62 -130 Q70 -30 30 -6 Z" fill="#000" opacity="0.08"/>
    <rect x="-44" y="-10" width="88" height="12" rx="5" fill="${glaze}"/>
    <rect x="-44" y="-4" width="88" height="6" rx="3" fill="#000" opacity="0.12"/>
    <ellipse cx="0" cy="-130" rx="100" ry="24" fill="${glaze}"/>
    <ellipse cx="0" cy="-130" rx="100" ry="24" fill="#fff" opacity="0.35"/>
    <ellipse cx="0" cy="-127" rx="86" ry="18" fill="${tea}"/>
    <ellipse cx="-26" cy="-131" rx="34" ry="6" fill="#fff" opacity="0.25"/>
    <path d="M-78 -100 Q-74 -50 -50 -28" stroke="#fff" stroke-width="9" stroke-linecap="round" fill="none" opacity="0.45"/>`
}

export function steam(height: number, colour: string): string {
  const waves = [-42, 0, 42].map((x, wave) => {
    const h = height * (wave === 1 ? 1 : 0.72)
    const bend = 26
    return `<path d="M${x} 0 C${x - bend} ${-h * 0.25} ${x + bend} ${-h * 0.5} ${x} ${-h * 0.72} S${x - bend * 0.6} ${-h * 0.95} ${x} ${-h}" stroke="url(#steam)" stroke-width="${wave === 1 ? 15 : 11}" stroke-linecap="round" fill="none"/>`
  })
  return `<defs><linearGradient id="steam" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="${-height}"><stop offset="0" stop-color="${colour}" stop-opacity="0.75"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></linearGradient></defs>${waves.join('')}`
}

export function pot(clay: string, shadow: string): string {
  return `${shadowUnder(300, shadow)}
    <path d="M150 -130 Q250 -150 238 -70 Q228 -20 150 -40" stroke="${clay}" stroke-width="24" fill="none"/>
    <path d="M-130 -70 Q-196 -96 -212 -178 L-188 -184 Q-170 -120 -118 -120 Z" fill="${clay}"/>
    <path d="M-150 -100 Q-150 -214 0 -214 Q150 -214 150 -100 Q150 -4 62 0 L-62 0 Q-150 -4 -150 -100 Z" fill="${clay}"/>
    <path d="M60 -204 Q150 -190 150 -100 Q150 -4 62 0 L20 0 Q120 -60 60 -204 Z" fill="#000" opacity="0.12"/>
    <path d="M-92 -206 Q0 -238 92 -206 Q0 -182 -92 -206 Z" fill="${clay}"/>
    <path d="M-92 -206 Q0 -238 92 -206 Q0 -182 -92 -206 Z" fill="#fff" opacity="0.16"/>
    <circle cx="0" cy="-236" r="18" fill="${clay}"/><circle cx="-5" cy="-241" r="6" fill="#fff" opacity="0.35"/>
    <path d="M-116 -140 Q-106 -182 -56 -190" stroke="#fff" stroke-width="12" stroke-linecap="round" fill="none" opacity="0.3"/>`
}

export function icedTea(tea: string, shadow: string): string {
  return `${shadowUnder(170, shadow)}
    <path d="M30 -250 L74 -404" stroke="#f6efe4" stroke-width="14" stroke-linecap="round"/>
    <path d="M-84 -236 L-64 0 L64 0 L84 -236 Z" fill="${tea}" opacity="0.92"/>
    <path d="M-84 -236 L-79 -180 L79 -180 L84 -236 Z" fill="#fff" opacity="0.35"/>
    ${[
      [-34, -206, 14],
      [24, -196, -18],
      [-8, -150, 32],
    ]
      .map(
        ([x, y, turn]) =>
          `<rect x="-27" y="-27" width="54" height="54" rx="10" fill="#fff" opacity="0.42" transform="translate(${x} ${y}) rotate(${turn})"/>`,
      )
      .join('')}
    <path d="M-92 -300 L-64 0 L64 0 L92 -300" fill="none" stroke="#fff" stroke-width="6" opacity="0.7"/>
    <ellipse cx="0" cy="-300" rx="92" ry="16" fill="none" stroke="#fff" stroke-width="6" opacity="0.8"/>
    <g transform="translate(84 -296)"><circle r="46" fill="#f6d35b"/><circle r="36" fill="#fbeaa6"/>${[0, 60, 120].map((turn) => `<path d="M-34 0 H34" stroke="#f2c94c" stroke-width="5" transform="rotate(${turn})"/>`).join('')}</g>
    <path d="M-66 -220 L-50 -30" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity="0.4"/>`
}

export function loaf(shadow: string): string {
  return `${shadowUnder(420, shadow)}
    <path d="M-200 0 L-206 -110 Q-230 -190 -150 -196 Q-130 -226 -70 -214 Q-40 -236 0 -218 Q40 -236 78 -214 Q136 -226 152 -196 Q230 -190 206 -110 L200 0 Z" fill="#c9813f"/>
    <path d="M-200 0 L-204 -84 Q0 -112 204 -84 L200 0 Z" fill="#e3ad68"/>
    <path d="M-150 -180 Q-110 -206 -84 -172 M-30 -196 Q4 -218 34 -186 M92 -178 Q128 -206 156 -170" stroke="#f3d3a1" stroke-width="15" stroke-linecap="round" fill="none" opacity="0.85"/>
    <path d="M150 0 L154 -100 Q180 -170 160 -194 Q226 -186 206 -110 L200 0 Z" fill="#000" opacity="0.1"/>`
}

export function bun(crust: string, shadow: string): string {
  const lines = [-60, -20, 20, 60]
  return `${shadowUnder(200, shadow)}
    <path d="M-104 -8 Q-118 -122 0 -126 Q118 -122 104 -8 Q60 6 0 6 Q-60 6 -104 -8 Z" fill="#b9702f"/>
    <path d="M-100 -26 Q-104 -120 0 -126 Q104 -120 100 -26 Q0 -2 -100 -26 Z" fill="${crust}"/>
    ${lines.map((x) => `<path d="M${x - 30} -112 Q${x} -70 ${x + 10} -22" stroke="#a9631f" stroke-width="5" fill="none" opacity="0.5"/><path d="M${x + 30} -112 Q${x} -70 ${x - 10} -22" stroke="#a9631f" stroke-width="5" fill="none" opacity="0.5"/>`).join('')}
    <path d="M-66 -88 Q-48 -112 -14 -114" stroke="#fff" stroke-width="10" stroke-linecap="round" fill="none" opacity="0.45"/>`
}

export function leaf({ x, y, turn, length }: { x: number; y: number; turn: number; length: number }, green: string): string {
  const wide = length * 0.24
  return `<g transform="translate(${x} ${y}) rotate(${turn})">
    <path d="M0 0 Q${length * 0.35} ${-wide} ${length} 0 Q${length * 0.35} ${wide} 0 0 Z" fill="${green}"/>
    <path d="M0 0 Q${length * 0.35} ${-wide} ${length} 0 Z" fill="#fff" opacity="0.14"/>
    <path d="M4 0 L${length * 0.9} 0" stroke="#fff" stroke-width="${length * 0.018}" opacity="0.4"/></g>`
}

/** Two leaves and a bud, as they are picked. */
export function sprig(greens: readonly [string, string]): string {
  return `<path d="M0 0 Q10 -120 -6 -250" stroke="${greens[1]}" stroke-width="12" fill="none" stroke-linecap="round"/>
    ${leaf({ x: 2, y: -90, turn: -28, length: 210 }, greens[0])}${leaf({ x: 4, y: -150, turn: 214, length: 190 }, greens[1])}
    ${leaf({ x: -4, y: -210, turn: -62, length: 170 }, greens[0])}${leaf({ x: -6, y: -236, turn: 250, length: 140 }, greens[1])}
    ${leaf({ x: -6, y: -246, turn: -92, length: 110 }, '#cfe08e')}`
}

export function tin({ height, body, label }: { height: number; body: string; label: string }, shadow: string): string {
  return `${shadowUnder(150, shadow)}
    <rect x="-74" y="${-height}" width="148" height="${height}" rx="10" fill="${body}"/>
    <rect x="34" y="${-height}" width="40" height="${height}" rx="10" fill="#000" opacity="0.1"/>
    <rect x="-78" y="${-height - 26}" width="156" height="40" rx="10" fill="${body}"/>
    <rect x="-78" y="${-height - 26}" width="156" height="40" rx="10" fill="#fff" opacity="0.18"/>
    <rect x="-46" y="${-height * 0.72}" width="92" height="${height * 0.42}" rx="6" fill="${label}"/>
    ${leaf({ x: -26, y: -height * 0.46, turn: -32, length: 62 }, body)}
    <rect x="-64" y="${-height + 30}" width="12" height="${height - 60}" rx="6" fill="#fff" opacity="0.25"/>`
}

export function plate(width: number, shadow: string): string {
  return `<ellipse cx="10" cy="10" rx="${width * 0.54}" ry="${width * 0.13}" fill="${shadow}" opacity="0.25"/>
    <ellipse cx="0" cy="0" rx="${width / 2}" ry="${width * 0.115}" fill="#fbf7ef"/>
    <ellipse cx="0" cy="-5" rx="${width * 0.38}" ry="${width * 0.08}" fill="#efe7d8"/>`
}

export function pineappleCake(): string {
  return `<path d="M-62 -70 L-62 0 Q0 14 62 0 L62 -70 Z" fill="#d99a4b"/><path d="M30 -70 L62 -70 L62 0 Q48 4 30 7 Z" fill="#000" opacity="0.1"/>
    <rect x="-64" y="-92" width="128" height="42" rx="12" fill="#efbd72"/><rect x="-50" y="-86" width="70" height="9" rx="4" fill="#fff" opacity="0.35"/>`
}

export function gift(paper: string, ribbon: string, shadow: string): string {
  return `${shadowUnder(330, shadow)}
    <rect x="-160" y="-190" width="320" height="190" rx="8" fill="${paper}"/><rect x="60" y="-190" width="100" height="190" rx="8" fill="#000" opacity="0.07"/>
    <rect x="-172" y="-232" width="344" height="56" rx="8" fill="${paper}"/><rect x="-172" y="-232" width="344" height="56" rx="8" fill="#fff" opacity="0.2"/>
    <rect x="-22" y="-232" width="44" height="232" fill="${ribbon}"/>
    <path d="M0 -232 Q-110 -330 -120 -262 Q-118 -226 0 -232 Q110 -330 120 -262 Q118 -226 0 -232 Z" fill="${ribbon}"/>
    <path d="M0 -232 Q-70 -290 -92 -262 M0 -232 Q70 -290 92 -262" stroke="#000" stroke-width="5" opacity="0.14" fill="none"/>`
}
