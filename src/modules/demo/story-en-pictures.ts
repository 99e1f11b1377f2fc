/** What the plan shows. */
export const cup = { scene: 'cup', light: 'evening', alt: 'A white cup of tea on a saucer in evening light' } as const
export const pot = { scene: 'pot', light: 'rain', alt: 'A red clay teapot and a small cup on a rainy day' } as const
export const table = { scene: 'table', light: 'evening', alt: 'A tray from above with three cups of tea and small cakes' } as const
export const loaf = { scene: 'loaf', light: 'noon', alt: 'A golden milk loaf on a wooden board' } as const
export const buns = { scene: 'buns', light: 'rose', alt: 'Three pineapple buns on a white plate' } as const
export const cakes = { scene: 'cakes', light: 'noon', alt: 'Three square pineapple cakes on a plate beside a cup' } as const
export const gift = { scene: 'gift', light: 'evening', alt: 'A gift box with a red ribbon and a tea tin' } as const
export const tins = { scene: 'tins', light: 'rose', alt: 'Three tea tins in green, red and yellow' } as const
export const sprig = { scene: 'sprig', light: 'noon', alt: 'Two leaves and a bud on a branch of tea' } as const
export const hills = { scene: 'hills', light: 'morning', shape: 'wide', alt: 'Terraced tea hills in the first sun' } as const
export const iced = { scene: 'iced', light: 'noon', alt: 'Two glasses of iced tea with lemon' } as const
export const lantern = { scene: 'lantern', light: 'evening', alt: 'Red paper lanterns over the roofs at dusk' } as const
export const window = { scene: 'window', light: 'night', alt: 'A window at night with a cup and a bun on the sill' } as const
export const front = { scene: 'shop', light: 'noon', alt: 'The front of the shop with its striped awning' } as const
