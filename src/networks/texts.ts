import type { Reason } from './network.ts'

export type Language = 'en' | 'zh-TW'

/** Texts by code in both languages; `{name}` is filled with the parameter of that name. */
export type Texts<Code extends string = string> = Readonly<Record<Language, Readonly<Record<Code, string>>>>

/** Texts of which neither language may miss a code: the second is checked against the first. */
export function bothLanguages<Code extends string>(
  en: Readonly<Record<Code, string>>,
  zhTW: Readonly<Record<NoInfer<Code>, string>>,
): Texts<Code> {
  return { en, 'zh-TW': zhTW }
}

/** What a reason says, in the network's own words where it has them; a code nobody knows is shown as it is. */
export function inWords(reason: Reason, { language, own }: { readonly language: Language; readonly own: Texts }): string {
  const text = own[language][reason.code] ?? allShared[language][reason.code]
  return text === undefined ? reason.code : fill(text, reason.params)
}

/** Puts the parameters into their `{places}`. */
export function fill(text: string, params: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place))
}

/** Findings and troubles that mean the same on every network. */
export const sharedTexts = bothLanguages(
  {
    'empty-part': 'This part is empty. Write something, or add an image.',
    'text-too-long': 'Too long by {over}. At most {max} characters fit.',
    'text-too-many-bytes': 'Too long by {over} bytes. At most {max} bytes fit; Chinese characters and emoji take several each.',
    'too-many-images': '{count} images, but only {max} fit into one part. Move some to another part or leave them out.',
    'image-wrong-type': 'This file ({type}) is not an image that can be posted. Use a JPEG, PNG or WebP file.',
    'image-unreadable': 'This image cannot be read. Upload it again.',
    'image-stands-still': 'Only the first frame of this animation will be shown.',
    'alt-missing': 'Describe this image for people who cannot see it.',
    'alt-too-long': 'The description is too long by {over}. At most {max} characters fit.',
    'alt-required': 'This brand publishes no image without a description. Write one for those who cannot see it.',
    'image-cropped': 'This image is cropped around its focal point to a shape that is taken here.',
    'too-many-videos': '{count} videos, but only {max} fit into one part. Move some to another part or leave them out.',
    'video-not-available': 'A video of this post cannot be read from the library. Upload it again.',
    'video-not-made': 'This video could not be converted for the network. Export it as MP4 (H.264) and add it again, or try once more.',
    'video-cancelled': 'The conversion of this video was called off. Start it again, then send the post.',
    'video-in-the-making': 'The video is being prepared for the network ({percent} %). It goes on by itself.',
    'video-unreadable': 'This video cannot be read. Upload it again.',
    'video-too-long': 'This video is {length} long, but at most {max} is taken here. Trim it.',
    'video-too-short': 'This video is only {length} long, but at least {min} is needed here. Use a longer one, or trim less.',
    'video-too-small': 'Only {side} pixels remain on the shorter side, but at least {min} are needed here. Use a larger video.',
    'video-too-heavy': 'So long a video does not fit into {max} MB without becoming unrecognisable. Trim it.',
    'video-soft': 'To fit into {max} MB this video is compressed so much that it may look soft. Trim it to keep it sharp.',
    'video-cropped': 'The video is cropped around its focal point to {width} × {height} pixels.',
    'video-scaled': 'The video is scaled down to {width} × {height} pixels.',
    'video-frame-rate': 'The video goes from {from} to {to} frames a second.',
    'video-converted': 'The video is converted to a format that is taken here.',
    'video-alt-missing': 'Describe this video for people who cannot see it.',
    'video-alt-required': 'This brand publishes no video without a description. Write one for those who cannot see it.',
    'media-expired':
      'The right to show a picture, video or document of this post has ended. Use another, or extend the right in the library, then schedule it again.',
    'cover-left-out': 'The cover chosen cannot be set here; the network shows one of its own.',
    'captions-left-out': 'Captions files of this kind are not taken here and are left out.',
    'images-and-link': 'A part shows either images or a link card, not both. Remove one.',
    'link-not-an-address': 'The address of the link card is not complete. It starts with https://.',
    'too-many-parts': '{count} parts, but a thread takes at most {max}. Split it into two posts.',
    'too-many-languages': '{count} languages are chosen, but at most {max} can be given.',
    'language-unknown': '“{language}” is not a language tag. Choose a language from the list.',
    'no-image': 'This kind of post takes no pictures. Give this network a version of its own without it, or choose another kind.',
    'no-video': 'This kind of post takes no videos. Give this network a version of its own without it, or choose another kind.',
    'no-document': 'This kind of post takes no documents. Give this network a version of its own without it, or choose another kind.',
    'no-polls': 'There are no polls here. Give this network a text of its own, without the poll.',
    'not-reached': '{host} cannot be reached right now. Posts are tried again by themselves; anything else you can repeat in a while.',
    'server-trouble':
      '{host} has trouble of its own right now. Posts are tried again by themselves; anything else you can repeat in a while.',
    'not-understood': '{host} answered something that cannot be understood. Check whether it is the right server.',
    'answered-web-page':
      '{host} answered with a web page instead of data. Check the server address, or whether the server is under maintenance.',
    'no-clear-answer': '{host} gave no clear answer, so the post may be there or not. Hearth looks before it does anything else.',
    'slow-down': '{host} asks for a pause. It goes on by itself after that.',
    refused: '{host} refused this. Change the post and try again.',
    'signed-out': 'The sign-in is no longer valid. Connect the account again.',
    'sign-in-over': 'This sign-in was already used, took longer than 15 minutes or was begun by someone else. Begin connecting again.',
    'token-expired': 'The sign-in has run out and is being renewed.',
    'address-not-allowed': '{host} is not a public server, so it is not asked. The operator can allow it in the settings.',
    'image-not-available': 'An image of this post cannot be read from the library. Upload it again.',
    stopped: 'Work was stopped before it was finished. It goes on by itself.',
    'too-late': 'It was too late to send this without asking. Send it now, or cancel it.',
    interrupted: 'Sending was interrupted, so the post may be there or not. Hearth looks before it does anything else.',
    'no-answer-in-time': 'The network took too long to answer. Hearth looks whether the post is there before it does anything else.',
    'outcome-unknown':
      'The post was sent, no answer came, and it cannot be found out whether it is live. Look at the account: mark it as published, or send it now.',
    'account-gone': 'The account was disconnected. Connect it again, then send the post.',
    'not-in-a-crisis': 'A crisis stood in the way, and nothing is done by itself then. Do it by hand if you still want it.',
    crisis: 'A crisis held this post when it was due. Publish it, plan it again or leave it out on the page Crisis.',
    restored:
      'This was restored from a backup and may have gone out since that was made. Look at the account, then publish it, cancel it or mark it as published.',
    'restored-without-key': 'The backup held no key. Connect the account again.',
    'network-gone': 'This installation no longer has this network. Nothing more can be sent there.',
    unexpected: 'Something unexpected went wrong in Hearth. It tries again by itself; the operator finds the cause in the log.',
    'maybe-still-up':
      'What is known was deleted, but one part may still appear on the account. Look there and delete it by hand if it does.',
    'correction-unknown': 'The network did not say within a day what became of the correction. Look at the post there.',
    'private-once': 'This was answered privately already, and the network allows that once. Wait until they write.',
    'private-not-there': 'This cannot be answered privately on this network.',
    'delete-by-hand':
      'This network lets nobody delete a post from outside. Open the post there, delete it, then say here that it is gone. A copy stays in Hearth.',
  },
  {
    'empty-part': '這一則沒有內容。請輸入文字或加上圖片。',
    'text-too-long': '超過 {over} 字，最多 {max} 字。',
    'text-too-many-bytes': '超過 {over} 位元組，最多 {max} 位元組；中文字與表情符號每個占好幾個位元組。',
    'too-many-images': '目前有 {count} 張圖片，每則最多 {max} 張。請移到另一則，或刪除幾張。',
    'image-wrong-type': '這個檔案（{type}）無法當作圖片發佈，請改用 JPEG、PNG 或 WebP。',
    'image-unreadable': '無法讀取這張圖片，請重新上傳。',
    'image-stands-still': '動態圖片只會顯示第一格畫面。',
    'alt-missing': '請為看不到圖片的人加上替代文字。',
    'alt-too-long': '替代文字超過 {over} 字，最多 {max} 字。',
    'alt-required': '這個品牌規定圖片都要有替代文字才能發佈，請為看不到圖片的人加上。',
    'image-cropped': '圖片會以焦點為中心，裁切成這裡接受的比例。',
    'too-many-videos': '目前有 {count} 部影片，每則最多 {max} 部。請移到另一則，或刪除幾部。',
    'video-not-available': '無法從媒體庫讀取這篇貼文的影片，請重新上傳。',
    'video-not-made': '這部影片無法轉成平台接受的格式。請重新匯出為 MP4（H.264）再加入，或再試一次。',
    'video-cancelled': '這部影片的轉檔已取消。請重新開始轉檔，再發佈貼文。',
    'video-in-the-making': '正在為社群平台準備影片（{percent}%），完成後會自動繼續。',
    'video-unreadable': '無法讀取這部影片，請重新上傳。',
    'video-too-long': '影片長度 {length}，這裡最長 {max}，請剪短。',
    'video-too-short': '影片長度只有 {length}，這裡至少要 {min}。請換一部較長的影片，或少剪一些。',
    'video-too-small': '短邊只剩 {side} 像素，這裡至少要 {min} 像素，請改用較大的影片。',
    'video-too-heavy': '影片太長，壓縮到 {max} MB 以內會看不清楚，請剪短。',
    'video-soft': '為了壓縮到 {max} MB 以內，畫質可能變得模糊。剪短影片可以保持清晰。',
    'video-cropped': '影片會以焦點為中心，裁切成 {width} × {height} 像素。',
    'video-scaled': '影片會縮小成 {width} × {height} 像素。',
    'video-frame-rate': '影片會從每秒 {from} 格改為 {to} 格。',
    'video-converted': '影片會轉成這裡接受的格式。',
    'video-alt-missing': '請為看不到影片的人加上替代文字。',
    'video-alt-required': '這個品牌規定影片都要有替代文字才能發佈，請為看不到影片的人加上。',
    'media-expired': '這則貼文有圖片、影片或文件的使用權已經到期。請更換，或到媒體庫延長使用期限，再重新排程。',
    'cover-left-out': '這裡不能使用選好的封面，會由社群平台自行決定。',
    'captions-left-out': '這裡不接受這種字幕檔，字幕不會一起發佈。',
    'images-and-link': '同一則只能放圖片或連結卡片，請擇一。',
    'link-not-an-address': '連結卡片的網址不完整，開頭應為 https://。',
    'too-many-parts': '目前有 {count} 則，串文最多 {max} 則，請拆成兩篇貼文。',
    'too-many-languages': '選了 {count} 種語言，最多 {max} 種。',
    'language-unknown': '「{language}」不是語言代碼，請從清單選擇語言。',
    'no-image': '這種貼文不能放圖片。請為這個平台另寫一個不含圖片的版本，或改選其他類型。',
    'no-video': '這種貼文不能放影片。請為這個平台另寫一個不含影片的版本，或改選其他類型。',
    'no-document': '這種貼文不能放文件。請為這個平台另寫一個不含文件的版本，或改選其他類型。',
    'no-polls': '這個社群平台沒有投票。請為它另寫一版，拿掉投票。',
    'not-reached': '目前無法連上 {host}。貼文會自動重試，其他操作請稍後再試。',
    'server-trouble': '{host} 目前異常。貼文會自動重試，其他操作請稍後再試。',
    'not-understood': '無法理解 {host} 的回應，請確認伺服器是否正確。',
    'answered-web-page': '{host} 回傳的是網頁而不是資料。請檢查伺服器位址，或確認伺服器是否正在維護。',
    'no-clear-answer': '{host} 沒有明確回應，貼文可能已經送出。Hearth 會先查證再處理。',
    'slow-down': '{host} 要求稍候，時間到了會自動繼續。',
    refused: '{host} 拒絕了這個內容，請修改貼文後再試一次。',
    'signed-out': '登入已失效，請重新連結帳號。',
    'sign-in-over': '這次登入已使用過、超過 15 分鐘，或是由別人開始的。請重新開始連結。',
    'token-expired': '登入已過期，正在更新。',
    'address-not-allowed': '{host} 不是公開的伺服器，因此不會連線。系統管理員可以在設定中允許。',
    'image-not-available': '無法從媒體庫讀取這篇貼文的圖片，請重新上傳。',
    stopped: '工作在完成前中斷，會自動繼續。',
    'too-late': '已經太晚，不會自行發佈。請選擇立即發佈或取消。',
    interrupted: '發佈過程中斷，貼文可能已經送出。Hearth 會先查證再處理。',
    'no-answer-in-time': '社群平台太久沒有回應。Hearth 會先查證貼文是否已經送出，再繼續處理。',
    'outcome-unknown': '貼文已送出但沒有收到回應，也查不出是否已經發佈。請到該帳號確認，再標示為已發佈或立即發佈。',
    'account-gone': '這個帳號已中斷連結。請重新連結後再發佈。',
    'not-in-a-crisis': '當時正值危機，系統不會自動處理。若仍有需要，請手動處理。',
    crisis: '這篇貼文到期時正值危機，所以沒有發佈。請到「危機」頁面選擇發佈、重新排程或略過。',
    restored: '這篇貼文在備份之後可能已經發佈。請到該帳號確認，再選擇立即發佈、取消或標示為已發佈。',
    'restored-without-key': '這份備份不含密鑰，請重新連結帳號。',
    'network-gone': '這個系統已不再支援此社群平台，無法繼續發佈。',
    unexpected: 'Hearth 發生未預期的錯誤，會自動重試；系統管理員可以在記錄中找到原因。',
    'maybe-still-up': '已知的內容都刪除了，但可能還有一則稍後才出現。請到該帳號確認，必要時手動刪除。',
    'correction-unknown': '社群平台過了一天仍未回報修正後的審核結果，請到該平台查看這則貼文。',
    'private-once': '這則留言已經私下回覆過，平台只允許一次。請等對方來訊。',
    'private-not-there': '這個平台不能私下回覆這則內容。',
    'delete-by-hand': '這個社群平台不允許從外部刪除貼文。請開啟該則貼文自行刪除，再回到這裡標示為已刪除；Hearth 會留一份副本。',
  },
)

const allShared: Texts = sharedTexts
