/** The hour a picture is taken in: colours of wall, light and table. */
export interface Light {
  readonly wall: readonly [string, string]
  readonly glow: string
  readonly table: readonly [string, string]
  readonly shadow: string
  readonly steam: string
}

export const lights = {
  morning: { wall: ['#fdf3e1', '#f3d3a6'], glow: '#fff7e6', table: ['#d7a06c', '#b5774a'], shadow: '#6b3f20', steam: '#ffffff' },
  noon: { wall: ['#eef3e4', '#cfdfc4'], glow: '#fbfff2', table: ['#e3c598', '#c79f6b'], shadow: '#5a4a2c', steam: '#ffffff' },
  evening: { wall: ['#5a3f57', '#d57f5d'], glow: '#ffc38a', table: ['#7c4a37', '#54301f'], shadow: '#24120c', steam: '#ffe9d6' },
  rain: { wall: ['#d5dee1', '#a3b5bb'], glow: '#eef4f5', table: ['#94806c', '#6e5c4b'], shadow: '#31281f', steam: '#ffffff' },
  night: { wall: ['#1d2440', '#45406b'], glow: '#ffd38f', table: ['#4a3531', '#2c1f1f'], shadow: '#0b0a12', steam: '#e8e4ff' },
  rose: { wall: ['#fbe9e2', '#eebfae'], glow: '#fff6f0', table: ['#c98f7b', '#a2654f'], shadow: '#5c2c20', steam: '#ffffff' },
} as const satisfies Record<string, Light>
