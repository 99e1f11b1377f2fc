import type { Light } from './picture-lights.ts'
import { at, bun, cup, gift, icedTea, leaf, loaf, pineappleCake, plate, pot, sprig, steam, tin } from './picture-shapes.ts'

/** What can be seen, in a square of 1000 units. */
export const scenes = {
  cup: (light: Light) =>
    room(light, [
      at({ x: 500, y: 800, scale: 2.3 }, plate(330, light.shadow)),
      at({ x: 500, y: 792, scale: 2.1 }, cup('#f4efe6', '#b9702f', light.shadow)),
      at({ x: 500, y: 480, scale: 1.35 }, steam(300, light.steam)),
    ]),
  pot: (light: Light) =>
    room(light, [
      at({ x: 590, y: 800, scale: 1.6 }, pot('#8f4a34', light.shadow)),
      at({ x: 250, y: 850, scale: 1.15 }, cup('#eee6d8', '#c58a3a', light.shadow)),
      at({ x: 250, y: 690, scale: 0.8 }, steam(260, light.steam)),
    ]),
  iced: (light: Light) =>
    room(light, [
      at({ x: 640, y: 760, scale: 1.35 }, icedTea('#8fae4f', light.shadow)),
      at({ x: 400, y: 860, scale: 1.75 }, icedTea('#cf8433', light.shadow)),
      at({ x: 790, y: 880, scale: 0.9 }, leaf({ x: 0, y: 0, turn: -20, length: 190 }, '#6f9a4a')),
    ]),
  loaf: (light: Light) =>
    room(light, [
      at({ x: 500, y: 850, scale: 1 }, board()),
      at({ x: 500, y: 800, scale: 1.65 }, loaf(light.shadow)),
      at({ x: 500, y: 470, scale: 1 }, steam(230, light.steam)),
    ]),
  buns: (light: Light) =>
    room(light, [
      at({ x: 500, y: 850, scale: 2.2 }, plate(400, light.shadow)),
      at({ x: 330, y: 800, scale: 1.5 }, bun('#e7b04e', light.shadow)),
      at({ x: 680, y: 800, scale: 1.5 }, bun('#e7b04e', light.shadow)),
      at({ x: 505, y: 838, scale: 1.75 }, bun('#f0c064', light.shadow)),
    ]),
  cakes: (light: Light) =>
    room(light, [
      at({ x: 480, y: 840, scale: 2.1 }, plate(380, light.shadow)),
      at({ x: 350, y: 810, scale: 1.7 }, pineappleCake()),
      at({ x: 600, y: 815, scale: 1.7 }, pineappleCake()),
      at({ x: 470, y: 700, scale: 1.7 }, pineappleCake()),
      at({ x: 850, y: 900, scale: 0.95 }, cup('#dfe6dc', '#a8772f', light.shadow)),
    ]),
  sprig: (light: Light) =>
    room(light, [
      at({ x: 480, y: 860, scale: 2.3 }, sprig(['#7ba450', '#57803c'])),
      at({ x: 760, y: 880, scale: 1.1 }, sprig(['#9dba66', '#6e9347'])),
    ]),
  tins: (light: Light) =>
    room(light, [
      at({ x: 240, y: 820, scale: 1.35 }, tin({ height: 260, body: '#3f6152', label: '#f1e8d5' }, light.shadow)),
      at({ x: 500, y: 850, scale: 1.5 }, tin({ height: 330, body: '#b4532f', label: '#f8efdd' }, light.shadow)),
      at({ x: 765, y: 820, scale: 1.35 }, tin({ height: 210, body: '#caa24a', label: '#fbf5e6' }, light.shadow)),
    ]),
  gift: (light: Light) =>
    room(light, [
      at({ x: 470, y: 820, scale: 1.6 }, gift('#e9d7b6', '#b4492c', light.shadow)),
      at({ x: 830, y: 890, scale: 0.85 }, tin({ height: 210, body: '#3f6152', label: '#f1e8d5' }, light.shadow)),
      at({ x: 210, y: 900, scale: 0.8 }, sprig(['#7ba450', '#57803c'])),
    ]),
  hills: (light: Light) => hills(light),
  shop: (light: Light) => shop(light),
  window: (light: Light) => rainyWindow(light),
  table: (light: Light) => fromAbove(light),
  lantern: (light: Light) => lanterns(light),
} as const

export type SceneName = keyof typeof scenes

/** A wall with light on it and a table. */
function room(light: Light, things: readonly string[]): string {
  return `<rect width="1000" height="1000" fill="url(#wall)"/><circle cx="300" cy="300" r="420" fill="url(#glow)"/>
    <rect y="690" width="1000" height="310" fill="url(#table)"/><rect y="690" width="1000" height="7" fill="#fff" opacity="0.25"/>
    ${[760, 850, 940].map((y) => `<path d="M0 ${y} Q500 ${y + 14} 1000 ${y - 4}" stroke="${light.shadow}" stroke-width="2" opacity="0.13" fill="none"/>`).join('')}
    ${things.join('')}`
}

function board(): string {
  return `<rect x="-420" y="-60" width="840" height="70" rx="26" fill="#a86f3e"/><rect x="-420" y="-60" width="840" height="22" rx="11" fill="#fff" opacity="0.18"/>`
}

function hills({ wall, glow }: Light): string {
  const layers = ['#8fb27c', '#6f9a5f', '#547f4b', '#3e673d']
  const rows = layers.map((green, layer) => {
    const y = 470 + layer * 130
    const crest = `M-20 ${y + 60} C220 ${y - 90 + layer * 26} 380 ${y + 110} 600 ${y - 10} S900 ${y - 60} 1020 ${y + 40}`
    const lines = [34, 68, 102].map(
      (down) =>
        `<path d="${crest}" transform="translate(0 ${down})" stroke="#fff" stroke-width="7" opacity="0.13" fill="none" stroke-dasharray="38 10"/>`,
    )
    return `<path d="${crest} L1020 1020 L-20 1020 Z" fill="${green}"/>${lines.join('')}`
  })
  return `<rect width="1000" height="1000" fill="url(#wall)"/><circle cx="690" cy="300" r="110" fill="${glow}"/><circle cx="690" cy="300" r="260" fill="url(#glow)"/>
    <path d="M-20 420 Q180 270 330 400 T700 380 T1020 350 L1020 700 L-20 700 Z" fill="${wall[1]}" opacity="0.8"/>${rows.join('')}
    <path d="M120 470 Q330 440 520 474 T900 462" stroke="#fff" stroke-width="26" opacity="0.18" fill="none" stroke-linecap="round"/>`
}

function shop({ shadow }: Light): string {
  const stripes = Array.from({ length: 9 }, (_, stripe) => {
    const [left, right] = [140 + stripe * 80, 220 + stripe * 80]
    return `<path d="M${left} 390 L${right} 390 L${right} 500 Q${left + 40} 548 ${left} 500 Z" fill="${stripe % 2 === 0 ? '#b4492c' : '#f6ecdb'}"/>`
  })
  return `<rect width="1000" height="1000" fill="url(#wall)"/><circle cx="500" cy="420" r="560" fill="url(#glow)"/>
    <rect x="110" y="250" width="780" height="660" rx="10" fill="#7b5540"/><rect x="110" y="250" width="780" height="120" rx="10" fill="#5b3c2c"/>
    ${at({ x: 500, y: 352, scale: 0.42 }, cup('#f6ecdb', '#c58a3a', shadow))}
    <rect x="170" y="520" width="360" height="310" rx="8" fill="#ffe2a8"/><rect x="170" y="520" width="360" height="310" rx="8" fill="none" stroke="#5b3c2c" stroke-width="14"/>
    <path d="M350 520 V830 M170 690 H530" stroke="#5b3c2c" stroke-width="9"/>
    ${at({ x: 262, y: 684, scale: 0.42 }, tin({ height: 190, body: '#3f6152', label: '#f1e8d5' }, shadow))}${at({ x: 440, y: 684, scale: 0.36 }, pot('#8f4a34', shadow))}
    ${at({ x: 262, y: 818, scale: 0.42 }, bun('#e7b04e', shadow))}${at({ x: 440, y: 818, scale: 0.36 }, loaf(shadow))}
    <rect x="590" y="520" width="220" height="390" rx="8" fill="#3f6152"/><rect x="620" y="552" width="160" height="190" rx="6" fill="#ffe2a8"/><circle cx="782" cy="770" r="11" fill="#e3bd63"/>
    ${stripes.join('')}<rect y="905" width="1000" height="95" fill="#8b7f72"/><rect y="905" width="1000" height="10" fill="#fff" opacity="0.2"/>
    ${at({ x: 870, y: 915, scale: 0.75 }, sprig(['#7ba450', '#57803c']))}${at({ x: 140, y: 915, scale: 0.6 }, sprig(['#9dba66', '#6e9347']))}`
}

function rainyWindow({ shadow, steam: colour }: Light): string {
  const drops = Array.from({ length: 46 }, (_, drop) => {
    const [x, y, length] = [150 + ((drop * 173) % 700), 120 + ((drop * 97) % 520), 26 + ((drop * 31) % 44)]
    return `<path d="M${x} ${y} l-8 ${length}" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity="${0.25 + (drop % 4) * 0.12}"/>`
  })
  return `<rect width="1000" height="1000" fill="url(#table)"/><rect x="110" y="80" width="780" height="640" rx="14" fill="url(#wall)"/>
    <circle cx="640" cy="300" r="70" fill="#ffd79a" opacity="0.6"/><circle cx="330" cy="390" r="46" fill="#f3b27e" opacity="0.5"/><circle cx="470" cy="220" r="34" fill="#ffe7bd" opacity="0.55"/>
    <rect x="180" y="470" width="120" height="250" fill="#51616b" opacity="0.45"/><rect x="330" y="410" width="150" height="310" fill="#485862" opacity="0.45"/><rect x="620" y="450" width="190" height="270" fill="#51616b" opacity="0.45"/>
    ${drops.join('')}<rect x="110" y="80" width="780" height="640" rx="14" fill="none" stroke="#4d382b" stroke-width="34"/><path d="M500 80 V720 M110 400 H890" stroke="#4d382b" stroke-width="20"/>
    <rect x="50" y="720" width="900" height="90" rx="10" fill="#6a4d3a"/><rect x="50" y="720" width="900" height="16" rx="8" fill="#fff" opacity="0.2"/>
    ${at({ x: 660, y: 770, scale: 1.3 }, cup('#e9efe9', '#a8772f', shadow))}${at({ x: 660, y: 590, scale: 0.9 }, steam(260, colour))}${at({ x: 300, y: 770, scale: 1.2 }, bun('#e7b04e', shadow))}`
}

function fromAbove({ shadow }: Light): string {
  const dish = ([x, y]: readonly [number, number], radius: number, inside: string) =>
    `<circle cx="${x + 10}" cy="${y + 14}" r="${radius}" fill="${shadow}" opacity="0.25"/><circle cx="${x}" cy="${y}" r="${radius}" fill="#f7f1e6"/><circle cx="${x}" cy="${y}" r="${radius * 0.82}" fill="${inside}"/><path d="M${x - radius * 0.5} ${y - radius * 0.34} Q${x - radius * 0.2} ${y - radius * 0.62} ${x + radius * 0.2} ${y - radius * 0.6}" stroke="#fff" stroke-width="${radius * 0.07}" stroke-linecap="round" fill="none" opacity="0.5"/>`
  return `<rect width="1000" height="1000" fill="url(#table)"/><circle cx="300" cy="200" r="640" fill="url(#glow)" opacity="0.6"/>
    <rect x="150" y="190" width="700" height="620" rx="40" fill="${shadow}" opacity="0.25" transform="translate(12 18)"/><rect x="150" y="190" width="700" height="620" rx="40" fill="#8a5a3a"/><rect x="176" y="216" width="648" height="568" rx="26" fill="#a06c47"/>
    ${dish([380, 420], 150, '#efe7d8')}${dish([670, 360], 96, '#b9702f')}${dish([690, 620], 96, '#8fae4f')}${dish([360, 680], 70, '#c58a3a')}
    ${[-40, 44].map((x) => `<rect x="${380 + x - 38}" y="382" width="76" height="76" rx="14" fill="#e3ad5f"/><rect x="${380 + x - 28}" y="392" width="46" height="12" rx="6" fill="#fff" opacity="0.35"/>`).join('')}
    ${leaf({ x: 520, y: 520, turn: 24, length: 96 }, '#7ba450')}${leaf({ x: 540, y: 500, turn: -30, length: 84 }, '#57803c')}${leaf({ x: 860, y: 880, turn: 200, length: 160 }, '#7ba450')}`
}

function lanterns({ glow }: Light): string {
  const lantern = (x: number, y: number, scale: number) =>
    at(
      { x, y, scale },
      `<path d="M0 -420 V-120" stroke="#20141a" stroke-width="6"/><circle r="210" cy="0" fill="url(#glow)"/>
      <rect x="-40" y="-124" width="80" height="24" rx="6" fill="#3a2420"/><ellipse rx="104" ry="104" fill="#d2492f"/><ellipse rx="60" ry="104" fill="#ef7a4b" opacity="0.75"/><ellipse rx="20" ry="104" fill="${glow}" opacity="0.8"/>
      <rect x="-40" y="98" width="80" height="22" rx="6" fill="#3a2420"/><path d="M0 120 V210" stroke="#e3bd63" stroke-width="9" stroke-linecap="round"/>`,
    )
  return `<rect width="1000" height="1000" fill="url(#wall)"/>${Array.from({ length: 26 }, (_, star) => `<circle cx="${(star * 211) % 1000}" cy="${(star * 137) % 520}" r="${2 + (star % 3)}" fill="#fff" opacity="0.5"/>`).join('')}
    <path d="M-10 760 L180 700 L180 640 L330 640 L330 720 L520 690 L520 610 L700 610 L700 720 L1010 670 L1010 1010 L-10 1010 Z" fill="#1a1526" opacity="0.85"/>
    ${[220, 268, 590, 640, 760].map((x, lit) => `<rect x="${x}" y="${720 + (lit % 2) * 60}" width="26" height="36" rx="4" fill="#ffd38f" opacity="0.85"/>`).join('')}
    ${lantern(240, 330, 0.8)}${lantern(740, 300, 0.7)}${lantern(500, 460, 1.1)}`
}
