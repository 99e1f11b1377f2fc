import type { House } from './story.ts'

/** What the tea house wants of its words, what it answers again and again, and what it does about what people say. */
export const house: House = {
  rules: [
    {
      name: '茶不能治病',
      severity: 'block',
      where: ['posts', 'answers'],
      check: {
        kind: 'banned',
        words: ['排毒', '減肥', '瘦身', '燃脂', '降血壓', '降血糖', '免疫力', '療效', '治療'],
        except: [],
        inflected: true,
      },
      reason: '食品廣告不能提療效，而且茶本來就不是藥。',
      advice: '寫味道、產地，還有適合配什麼吃。',
      examples: { finds: ['年後排毒就喝這壺綠茶'], passes: ['年後想清爽一點，就喝這壺綠茶'] },
    },
    {
      name: '店裡的正式名稱',
      severity: 'warn',
      where: ['posts', 'answers'],
      check: {
        kind: 'preferred',
        pairs: [
          { word: '台茶十八號', say: '紅玉' },
          { word: '碳焙', say: '炭焙' },
          { word: '波蘿麵包', say: '菠蘿麵包' },
        ],
        except: [],
        inflected: true,
      },
      reason: '客人會照著貼文點單，名稱要和菜單一樣。',
      advice: '以茶罐和菜單上的寫法為準。',
      examples: { finds: ['今天有碳焙烏龍'], passes: ['今天有炭焙烏龍'] },
    },
    {
      name: '宣稱要拿得出證明',
      severity: 'warn',
      where: ['posts', 'answers'],
      check: {
        kind: 'claim',
        words: ['有機', '無農藥', '第一名', '保證', '得獎'],
        proven: [{ phrase: '有機春綠', proof: '北坡茶園有機驗證，證書在收銀台旁的資料夾' }],
      },
      reason: '有熟客當場要看證書，我們拿不出來過。',
      advice: '改寫成具體的做法，或把證明加進這條規則。',
      examples: { finds: ['我們的茶都是有機的'], passes: ['有機春綠回來了'] },
    },
    {
      name: '主題標籤三個就好',
      severity: 'advise',
      where: ['posts'],
      check: { kind: 'hashtags', most: 3, readable: true, except: [] },
      reason: '貼文像門口的紙條，不是貨架標籤。',
      advice: '留下真的有人追蹤的就好。',
      examples: { finds: ['#茶 #烏龍 #台北 #麵包'], passes: ['#巷口茶焙 #烏龍'] },
    },
    {
      name: '我們的語氣',
      severity: 'advise',
      where: ['posts', 'answers'],
      check: {
        kind: 'voice',
        say: ['窗戶害羞了。', '留好了，寫著你的名字。', '刷卡機修好了，它說不好意思。'],
        avoid: ['錯過不再！', '茶友們注意啦～', '親愛的貴賓您好'],
        longestWords: null,
        longestCharacters: 60,
      },
      reason: '短、暖、帶一點冷面笑匠，像隔著吧檯說話。',
      advice: '唸一遍，如果不會對正在等麵包的人這樣說，就刪掉。',
      examples: { finds: [], passes: ['水開了。'] },
    },
  ],
  answers: [
    {
      name: '營業時間',
      shortcut: '時間',
      texts: [
        { language: 'zh-TW', text: '{{name|你好}}，我們早上八點開到晚上九點，週一公休，歡迎來坐。' },
        {
          language: 'en',
          text: 'Hello {{name|there}}! We are open from eight in the morning until nine in the evening, closed on Mondays.',
        },
      ],
    },
    {
      name: '過敏與堅果',
      shortcut: '過敏',
      texts: [
        { language: 'zh-TW', text: '牛奶吐司和芝麻圈會在堅果上檯前先烤好。廚房不大，到店請跟我們說一聲，會指給您看哪些可以吃。' },
        {
          language: 'en',
          text: 'The milk loaf and the sesame rings are baked before any nuts come out. Please tell us at the counter, and we will point out what is safe.',
        },
      ],
    },
    {
      name: '預留商品',
      shortcut: '預留',
      texts: [
        { language: 'zh-TW', text: '沒問題，幫您留到當天打烊，袋子上會寫名字。請問{{name|您貴姓}}哪一天過來？' },
        { language: 'en', text: 'We will keep it with your name on it until we close. Which day are you coming?' },
      ],
    },
    {
      name: '道歉與處理',
      shortcut: '抱歉',
      texts: [
        {
          language: 'zh-TW',
          text: '{{name|您好}}，真的很抱歉，這不應該發生。請私訊告訴我們日期和品項，我們會負責處理。——{{brand}} {{agent}}',
        },
        {
          language: 'en',
          text: 'That should not have happened, and we are sorry. Please send us a message with the day and what you had: we will make it good. — {{agent}}',
        },
      ],
    },
    {
      name: '禮盒出貨',
      shortcut: '禮盒',
      texts: [
        { language: 'zh-TW', text: '禮盒兩個工作天內出貨，附手寫卡片。六盒以上可以依名單分別綁好，名單請私訊給我們。' },
        { language: 'en', text: 'Gift boxes ship within two working days, with a card in our handwriting.' },
      ],
    },
  ],
  playbooks: [
    {
      meaning: 'complaint',
      steps: ['先叫名字、先道歉，再問細節', '問清楚哪一天、買了什麼', '補一份或退費：五百元以內當班的人可以決定', '寫進烤箱旁的本子'],
      tone: '平靜、簡短，不說「可是」。玩笑先收起來。',
      answer: 3,
    },
    {
      meaning: 'question',
      steps: ['第一句就回答問題', '過敏的問題先問廚房，不要猜', '這週第二次被問到的，存成罐頭回覆'],
      tone: '像隔著吧檯說話，熱心但不囉嗦。',
      answer: 0,
    },
    { meaning: 'praise', steps: ['謝謝對方，提到他寫的一個小地方'], tone: '害羞一點，不要得意。' },
  ],
}
