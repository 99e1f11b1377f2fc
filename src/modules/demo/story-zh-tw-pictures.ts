/** What the plan shows. */
export const cup = { scene: 'cup', light: 'evening', alt: '傍晚光線裡，茶碟上的白色茶杯' } as const
export const pot = { scene: 'pot', light: 'rain', alt: '雨天桌上的紅泥茶壺和小茶杯' } as const
export const table = { scene: 'table', light: 'evening', alt: '從上方看的托盤，三杯茶和小點心' } as const
export const loaf = { scene: 'loaf', light: 'noon', alt: '木板上的金黃牛奶吐司' } as const
export const buns = { scene: 'buns', light: 'rose', alt: '白盤上的三個菠蘿麵包' } as const
export const cakes = { scene: 'cakes', light: 'noon', alt: '盤子上三塊方形鳳梨酥和一杯茶' } as const
export const gift = { scene: 'gift', light: 'evening', alt: '綁著紅緞帶的禮盒和茶罐' } as const
export const tins = { scene: 'tins', light: 'rose', alt: '綠、紅、黃三個茶罐' } as const
export const sprig = { scene: 'sprig', light: 'noon', alt: '茶樹枝上的一心二葉' } as const
export const hills = { scene: 'hills', light: 'morning', shape: 'wide', alt: '第一道陽光下的茶園梯田' } as const
export const iced = { scene: 'iced', light: 'noon', alt: '兩杯加了檸檬的冰茶' } as const
export const lantern = { scene: 'lantern', light: 'evening', alt: '黃昏屋頂上方的紅燈籠' } as const
export const window = { scene: 'window', light: 'night', alt: '夜裡的窗台上有一杯茶和一個麵包' } as const
export const front = { scene: 'shop', light: 'noon', alt: '有條紋遮雨棚的店面' } as const
