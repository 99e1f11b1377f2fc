/** One invitation, and how each network is told of it. */
export const winters = {
  en: {
    all: 'Three winters of one oolong, side by side, this Saturday at six. Eight seats, one kettle, no hurry.',
    warning: 'Tea, and a little cake',
    x: 'Saturday, six o’clock: three winters of one oolong. Eight seats.',
    instagram:
      'Saturday at six: one oolong, three winters, eight seats.\n\nTell us in a comment if you would like one.\n\n#oolong #teatasting #taipei',
    alt: 'A tray from above with three cups of tea and a plate of small cakes',
    answer: 'Two seats for us, please! We bring our own cups.',
  },
  'zh-TW': {
    all: '同一款烏龍、三個冬天，本週六晚上六點擺上同一張桌子。八個座位，一壺水，慢慢喝。',
    warning: '茶與一點點心',
    x: '週六晚上六點：一款烏龍，三個冬天，八個座位。',
    instagram: '週六晚上六點，一款烏龍、三個冬天、八個座位。\n\n想來的話，在留言告訴我們。\n\n#烏龍茶 #品茶會 #台北茶館',
    alt: '從上方看的托盤，有三杯茶和一盤小點心',
    answer: '請留兩個位子給我們！杯子我們自己帶。',
  },
} as const
