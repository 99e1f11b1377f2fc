/** One emoji a line: its names in English, then in Traditional Chinese; the first of each is shown, all are found. */
export const faces = `
😀 grinning face, happy, smile | 笑臉、開心
😃 big smile, happy | 大笑臉、高興
😄 laughing eyes, happy | 瞇眼笑、高興
😁 beaming, grin | 露齒笑、嘻嘻
😆 laughing, haha | 大笑、哈哈
😅 nervous laugh, sweat, phew | 尷尬笑、冒汗
🤣 rolling on the floor, lol | 笑到打滾、爆笑
😂 tears of joy, lol | 笑到流淚、笑哭
🙂 slight smile | 微笑
🙃 upside down, irony | 顛倒的臉、反話
😉 wink | 眨眼
😊 blushing smile, warm | 害羞微笑、溫暖
😇 angel, innocent | 天使、乖
🥰 smiling with hearts, love | 滿臉愛心、喜愛
😍 heart eyes, love | 愛心眼、喜歡
🤩 star eyes, wow | 星星眼、驚豔
😘 blowing a kiss | 飛吻
😋 delicious, yum | 好吃、美味
😜 cheeky, tongue out | 吐舌眨眼、調皮
🤪 zany, crazy | 瘋狂、搞怪
🤑 money face | 發財、見錢眼開
🤗 hug | 抱抱
🤭 oops, giggle | 偷笑、摀嘴
🤫 quiet, shh | 噓、安靜
🤔 thinking, hmm | 思考、想想
🫡 salute, yes | 敬禮、遵命
🤐 zipped mouth, secret | 閉嘴、保密
🤨 raised eyebrow, doubt | 挑眉、懷疑
😐 neutral | 無表情
😶 no mouth, silent | 沒有嘴巴、無言
😏 smirk | 得意的笑
😒 unamused | 不悅
🙄 rolling eyes | 翻白眼
😬 grimace, awkward | 齜牙、尷尬
😌 relieved, calm | 放鬆、安心
😔 pensive, sad | 沉思、失落
😪 sleepy | 想睡
😴 asleep, zzz | 睡著、睡覺
😷 mask, ill | 口罩、生病
🤒 fever, ill | 發燒、生病
🤧 sneezing, cold | 打噴嚏、感冒
🥵 hot, heat | 好熱、炎熱
🥶 cold, freezing | 好冷、寒冷
😵 dizzy | 頭昏
🤯 mind blown | 震驚、頭腦爆炸
🥳 party face, celebrate | 派對、慶祝
😎 sunglasses, cool | 墨鏡、酷
🤓 nerd, glasses | 書呆子、眼鏡
🧐 monocle, looking closely | 單片眼鏡、仔細看
😕 confused | 困惑
😟 worried | 擔心
🙁 slight frown | 皺眉
😮 surprised, oh | 驚訝、哦
😲 astonished, wow | 吃驚、哇
🥺 pleading, please | 拜託、懇求
😢 crying, sad | 哭、難過
😭 sobbing, crying loudly | 大哭、嚎哭
😱 screaming, scared | 尖叫、害怕
😤 triumph, steam | 生氣噴氣、不服
😡 angry, red | 憤怒、生氣
😠 cross, angry | 不高興、生氣
🤬 swearing | 罵人
💀 skull, dead | 骷髏、笑死
👻 ghost, halloween | 鬼、萬聖節
🤖 robot | 機器人
😺 smiling cat | 笑臉貓
🙈 see no evil monkey | 不看猴
🙉 hear no evil monkey | 不聽猴
🙊 speak no evil monkey | 不說猴
💩 poop | 便便
`

export const people = `
👋 waving hand, hello, bye | 揮手、你好、再見
🖐️ open hand, five | 張開的手、五
✋ raised hand, stop | 舉手、停
👌 ok hand, perfect | OK、沒問題
🤌 pinched fingers | 捏手指
🤏 a little, tiny | 一點點
✌️ victory, peace, two | 勝利、比耶
🤞 crossed fingers, luck | 祈求好運
🫶 heart hands, love | 比愛心、愛
🤟 love you sign | 我愛你手勢
🤘 rock on | 搖滾
🤙 call me | 打給我
👈 pointing left | 往左指
👉 pointing right | 往右指
👆 pointing up | 往上指
👇 pointing down, below | 往下指、下面
☝️ index finger up, one | 食指向上、第一
👍 thumbs up, good, like | 讚、好
👎 thumbs down, bad | 倒讚、不好
✊ raised fist | 舉拳、加油
👊 fist bump | 出拳、碰拳
👏 clapping, applause, bravo | 鼓掌、拍手
🙌 raised hands, hooray | 舉雙手、萬歲
👐 open hands | 攤開雙手
🤲 palms up | 捧手
🤝 handshake, deal | 握手、合作
🙏 folded hands, please, thanks | 雙手合十、拜託、感謝
✍️ writing hand | 寫字
💅 nail polish | 指甲油
💪 strong arm, muscle | 肌肉、加油
👀 eyes, look | 眼睛、看
👂 ear, listen | 耳朵、聽
🧠 brain | 腦
👶 baby | 嬰兒
🧒 child | 小孩
👩 woman | 女人
👨 man | 男人
🧑 person | 人
👵 grandmother | 奶奶
👴 grandfather | 爺爺
👮 police officer | 警察
👷 construction worker | 工人
🧑‍🍳 cook, chef | 廚師
🧑‍🌾 farmer | 農夫
🧑‍🏫 teacher | 老師
🧑‍💻 at the computer, developer | 用電腦、工程師
🧑‍🎨 artist | 藝術家
🧑‍🚀 astronaut | 太空人
🙋 raising a hand, me | 舉手發問、我
🙇 bowing, sorry | 鞠躬、抱歉
🤷 shrug, who knows | 聳肩、不知道
🤦 facepalm | 扶額
🏃 running | 跑步
🚶 walking | 走路
💃 dancing woman | 跳舞
🧘 meditation, yoga | 冥想、瑜伽
👨‍👩‍👧 family | 家庭
👭 two women, friends | 閨蜜、朋友
👫 woman and man, couple | 情侶
💑 couple with heart | 戀人
`
