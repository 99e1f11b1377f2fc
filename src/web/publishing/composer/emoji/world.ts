/** One emoji a line: its names in English, then in Traditional Chinese; the first of each is shown, all are found. */
export const nature = `
🐶 dog | 狗
🐱 cat | 貓
🐭 mouse | 老鼠
🐰 rabbit | 兔子
🦊 fox | 狐狸
🐻 bear | 熊
🐼 panda | 貓熊
🐨 koala | 無尾熊
🐯 tiger | 老虎
🦁 lion | 獅子
🐮 cow | 牛
🐷 pig | 豬
🐸 frog | 青蛙
🐵 monkey | 猴子
🐔 chicken | 雞
🐧 penguin | 企鵝
🐦 bird | 鳥
🦉 owl | 貓頭鷹
🦆 duck | 鴨子
🐴 horse | 馬
🦄 unicorn | 獨角獸
🐝 bee, honey | 蜜蜂
🦋 butterfly | 蝴蝶
🐢 turtle | 烏龜
🐍 snake | 蛇
🐉 dragon | 龍
🐬 dolphin | 海豚
🐳 whale | 鯨魚
🐟 fish | 魚
🐙 octopus | 章魚
🐾 paw prints | 腳印
💐 bouquet, flowers | 花束
🌸 cherry blossom, spring | 櫻花、春天
🌹 rose | 玫瑰
🌻 sunflower | 向日葵
🌷 tulip | 鬱金香
🌺 hibiscus | 扶桑花
🌱 seedling, new | 幼苗、新芽
🌿 herb, leaves | 香草、葉子
🍀 four-leaf clover, luck | 四葉草、幸運
🍂 fallen leaves, autumn | 落葉、秋天
🍁 maple leaf, autumn | 楓葉、秋天
🌲 evergreen tree | 常青樹
🌳 tree | 樹
🌴 palm tree, holiday | 棕櫚樹、度假
🌵 cactus | 仙人掌
🍄 mushroom | 蘑菇
☀️ sun, sunny | 太陽、晴天
🌤️ sun behind cloud | 晴時多雲
⛅ cloudy | 多雲
🌧️ rain | 下雨
⛈️ thunderstorm | 雷雨
❄️ snowflake, winter | 雪花、冬天
⛄ snowman | 雪人
🌈 rainbow | 彩虹
🌙 moon, night | 月亮、晚安
⭐ star | 星星
🌊 wave, sea | 海浪、海
💧 drop, water | 水滴
🔥 fire, hot, hearth | 火、熱門
🌍 earth, world | 地球、世界
`

export const food = `
🍏 green apple | 青蘋果
🍎 red apple | 蘋果
🍊 orange, tangerine | 橘子
🍋 lemon | 檸檬
🍌 banana | 香蕉
🍉 watermelon | 西瓜
🍇 grapes | 葡萄
🍓 strawberry | 草莓
🫐 blueberries | 藍莓
🍑 peach | 桃子
🥭 mango | 芒果
🍍 pineapple | 鳳梨
🥑 avocado | 酪梨
🍅 tomato | 番茄
🥕 carrot | 紅蘿蔔
🌽 corn | 玉米
🌶️ chilli, spicy | 辣椒、辣
🥦 broccoli | 花椰菜
🧄 garlic | 大蒜
🍞 bread | 麵包
🥐 croissant | 可頌
🥖 baguette | 法國麵包
🥯 bagel | 貝果
🥞 pancakes | 鬆餅
🧀 cheese | 起司
🥚 egg | 蛋
🍳 fried egg, breakfast | 煎蛋、早餐
🥓 bacon | 培根
🍔 burger | 漢堡
🍟 fries | 薯條
🍕 pizza | 披薩
🌭 hot dog | 熱狗
🥪 sandwich | 三明治
🌮 taco | 墨西哥捲餅
🥗 salad | 沙拉
🍜 noodles, ramen | 拉麵、麵
🍝 spaghetti, pasta | 義大利麵
🍣 sushi | 壽司
🍱 bento | 便當
🍙 rice ball | 飯糰
🍚 rice | 白飯
🍛 curry | 咖哩
🥟 dumpling | 餃子
🍲 stew, hotpot | 火鍋、燉菜
🍦 soft ice cream | 霜淇淋
🍰 cake | 蛋糕
🎂 birthday cake | 生日蛋糕
🧁 cupcake | 杯子蛋糕
🥮 moon cake, mid-autumn | 月餅、中秋
🍪 cookie, biscuit | 餅乾
🍫 chocolate | 巧克力
🍬 sweet, candy | 糖果
🍩 doughnut | 甜甜圈
🍯 honey | 蜂蜜
🥛 milk | 牛奶
☕ coffee, hot drink | 咖啡、熱飲
🍵 tea | 茶、綠茶
🫖 teapot | 茶壺
🧋 bubble tea | 珍珠奶茶
🧃 juice | 果汁
🍶 sake | 清酒
🍺 beer | 啤酒
🍻 cheers, beers | 乾杯
🥂 toast, champagne | 香檳、慶祝
🍷 wine | 紅酒
🍸 cocktail | 雞尾酒
🍽️ plate, restaurant | 餐盤、用餐
🥢 chopsticks | 筷子
`
