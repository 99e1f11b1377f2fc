import type { House } from './story.ts'

/** What the tea house wants of its words, what it answers again and again, and what it does about what people say. */
export const house: House = {
  rules: [
    {
      name: 'Tea cures nobody',
      severity: 'block',
      where: ['posts', 'answers'],
      check: {
        kind: 'banned',
        words: ['detox', 'slimming', 'burns fat', 'immune system', 'cures', 'medicine', 'blood pressure'],
        except: [],
        inflected: true,
      },
      reason: 'Food law: nobody may say that tea heals. And it does not.',
      advice: 'Say how it tastes, where it grew, and what it goes with.',
      examples: { finds: ['Our green is the best detox after New Year'], passes: ['Our green is quiet company after New Year'] },
    },
    {
      name: 'The names of our teas',
      severity: 'warn',
      where: ['posts', 'answers'],
      check: {
        kind: 'preferred',
        pairs: [
          { word: 'ruby tea', say: 'red jade' },
          { word: 'charcoal oolong', say: 'charcoal roast' },
          { word: 'pineapple bread', say: 'pineapple bun' },
        ],
        except: [],
        inflected: true,
      },
      reason: 'People ask for what they have read. It should stand like that on the menu too.',
      advice: 'Use the name on the tin.',
      examples: { finds: ['A pot of ruby tea, please'], passes: ['A pot of red jade, please'] },
    },
    {
      name: 'Only what we can prove',
      severity: 'warn',
      where: ['posts', 'answers'],
      check: {
        kind: 'claim',
        words: ['organic', 'the best', 'number one', 'guaranteed', 'award-winning'],
        proven: [{ phrase: 'organic spring green', proof: 'Certificate of the north ridge farm, in the folder by the till' }],
      },
      reason: 'A regular once asked for the certificate. We had none.',
      advice: 'Say what is special in so many words, or write the proof into this rule.',
      examples: { finds: ['All our teas are organic'], passes: ['The organic spring green is back'] },
    },
    {
      name: 'Three hashtags are plenty',
      severity: 'advise',
      where: ['posts'],
      check: { kind: 'hashtags', most: 3, readable: true, except: [] },
      reason: 'A post is a note on the door, not a shelf label.',
      advice: 'Keep the ones that people really follow.',
      examples: { finds: ['#Tea #Oolong #Taipei #Bakery'], passes: ['#CornerKettle #Oolong'] },
    },
    {
      name: 'How we sound',
      severity: 'advise',
      where: ['posts', 'answers'],
      check: {
        kind: 'voice',
        say: ['The window blushed.', 'Kept, with your name on it.', 'Somebody left a green umbrella. It is doing well.'],
        avoid: ['Don’t miss out!', 'Amazing news, tea lovers!', 'Dear valued customer'],
        longestWords: 32,
        longestCharacters: null,
      },
      reason: 'Dry, warm, short. As one speaks across the counter.',
      advice: 'Read it aloud once. If you would not say it to somebody who is waiting for their bread, cut it.',
      examples: { finds: [], passes: ['The kettle is on.'] },
    },
  ],
  answers: [
    {
      name: 'Opening hours',
      shortcut: 'hours',
      texts: [
        { language: 'en', text: 'Hello {{name|there}}! From eight in the morning until nine in the evening, closed on Mondays.' },
        { language: 'zh-TW', text: '{{name|你好}}，我們早上八點開到晚上九點，週一公休。' },
      ],
    },
    {
      name: 'Allergies',
      shortcut: 'allergy',
      texts: [
        {
          language: 'en',
          text: 'The milk loaf and the sesame rings are baked before any nuts come out. It is a small kitchen though: please tell us at the counter, and we will point out what is safe.',
        },
        { language: 'zh-TW', text: '牛奶吐司和芝麻圈會在堅果上檯前先烤好。不過廚房不大，到店請跟我們說一聲，會指給您看哪些可以吃。' },
      ],
    },
    {
      name: 'Putting something aside',
      shortcut: 'keep',
      texts: [
        {
          language: 'en',
          text: 'We will keep it with your name on it until we close. Which day are you coming, {{name|and what is your name}}?',
        },
        { language: 'zh-TW', text: '可以幫您留到當天打烊，會寫上名字。請問{{name|您貴姓}}哪一天過來？' },
      ],
    },
    {
      name: 'We are sorry',
      shortcut: 'sorry',
      texts: [
        {
          language: 'en',
          text: 'That should not have happened, {{name|and we are sorry}}. Please send us a message with the day and what you had: we will make it good. — {{agent}}, {{brand}}',
        },
        { language: 'zh-TW', text: '{{name|您好}}，真的很抱歉。請私訊告訴我們日期和品項，我們會負責處理。——{{brand}} {{agent}}' },
      ],
    },
    {
      name: 'Gift boxes',
      shortcut: 'gift',
      texts: [
        {
          language: 'en',
          text: 'Gift boxes ship within two working days, with a card in our handwriting. From six boxes on we tie them to your list.',
        },
        { language: 'zh-TW', text: '禮盒兩個工作天內出貨，附手寫卡片。六盒以上可以依您的名單分別綁好。' },
      ],
    },
  ],
  playbooks: [
    {
      meaning: 'complaint',
      steps: [
        'Say sorry first, by name, before asking anything',
        'Find out when it was and what they had',
        'Offer another one, or the money back: whoever is on shift decides up to NT$500',
        'Write it into the book by the oven',
      ],
      tone: 'Calm and short. No “but”. One joke less than usual.',
      answer: 3,
    },
    {
      meaning: 'question',
      steps: [
        'Answer in the first sentence',
        'About allergies: ask the kitchen, never guess',
        'If it was asked twice this week, save the answer',
      ],
      tone: 'As across the counter: helpful, a little dry.',
      answer: 0,
    },
    { meaning: 'praise', steps: ['Thank them with one detail from what they wrote'], tone: 'Shy rather than proud.' },
  ],
}
