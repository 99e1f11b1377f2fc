import type { RefusalCode } from './codes.ts'

const refusals = {
  SIGN_IN_FIRST: 'You are signed out. Sign in to go on.',
  NOT_ALLOWED: 'Your role does not include this. Ask an owner of the workspace.',
  NOT_FOUND: 'This does not exist, or not any more. Go back and reload the list.',
  KEY_REUSED: 'This form was already sent with other content. Reload the page and send it again.',
  STILL_RUNNING: 'The same request is still running. Wait a moment and look again.',
  ALREADY_SET_UP: 'Hearth already has an owner. Sign in instead.',
  WRONG_CODE: 'This is not the code that the terminal shows. Look where you started Hearth and type it again.',
  EMAIL_TAKEN: 'Someone already signs in with this e-mail address. Use another one, or sign in.',
  WEAK_PASSWORD: 'Choose a password of at least 10 characters that is not a common one.',
  INVITATION_OVER: 'This invitation was used, withdrawn or has expired. Ask for a new one.',
  ALREADY_MEMBER: 'This person already belongs to the workspace. Change their role in the list of members instead.',
  WRONG_PASSWORD: 'This is not the password of your login. Type it again, or choose a new one with “Forgot password”.',
  TOO_MANY_TRIES: 'Too many wrong tries from your address. Wait ten minutes, then try again.',
  LAST_OWNER: 'A workspace needs an owner. Make someone else an owner first.',
  CONNECT_FAILED: 'The network did not accept this. Read the reason, correct it and try again.',
  ANOTHER_PROFILE: 'This is another profile than the one you are reconnecting. Sign in as the same one, or connect it as a new account.',
  HAS_PLANNED_POSTS: 'Posts are planned for this account. Move or cancel them first, or let them be cancelled with it.',
  PAGE_UNREACHABLE: 'The page did not answer or is not public. Check the address, or write the card’s title yourself.',
  NOT_AN_IMAGE: 'This file is not a complete JPEG, PNG, WebP or GIF image. Export it again and add the new file.',
  IMAGE_TOO_LARGE: 'This image is too large: it may have at most 30 MB and 100 megapixels. Make it smaller and add it again.',
  ANIMATED: 'Animated images cannot be posted as pictures. Add a still image.',
  NO_SPACE: 'The server’s disk is full, so the file was not kept. Ask the person who runs Hearth to make room, then add it again.',
  IN_USE: 'A draft or planned post uses this image. Remove it there first.',
  POST_CHANGED: 'Someone saved this post after you opened it. Reload it and make your change again; your text is kept.',
  POST_IS_SENDING: 'This post is on its way and cannot be changed any more. Wait until it is out, then take it down if you need to.',
  POST_IS_OUT: 'This post is already live. Duplicate it, or take it down.',
  NOT_ACCEPTED: 'A network would refuse this post. Correct what is marked, then schedule it.',
  NO_ACCOUNT: 'Choose at least one account to publish on.',
  SIGNED_OUT_ACCOUNT: 'An account of this post is signed out. Reconnect it under Settings, Accounts, then schedule the post.',
  TIME_PASSED: 'This time has passed. Choose a later one, or publish now.',
  TIME_SKIPPED: 'Clocks go forward then, so this time does not exist in the brand’s zone. Choose the time after the change.',
  MEDIA_MISSING: 'An image of this post is no longer in the library. Remove it from the post or add it again.',
  NOT_LIVE: 'There is nothing live to take down.',
  NOT_OPEN: 'This was already settled. Reload to see how.',
} satisfies Record<RefusalCode, string>

export const en = {
  refusals,
  plannedPosts: (count: number) =>
    count === 1
      ? 'One post is planned for this account. Move or cancel it first, or let it be cancelled.'
      : `${count} posts are planned for this account. Move or cancel them first, or let them be cancelled.`,
  skippedUntil: (time: string) => `Clocks go forward then, so this time does not exist in the brand’s zone. The next one is ${time}.`,
  badInput: 'Something in this form is not as it should be. Look at what is marked, correct it and send it again.',
  tooOften: 'That was too often in a short time. Wait a minute, then try again.',
  tooLarge: 'This is larger than Hearth takes. Make it smaller and try again.',
  unreachable: 'Hearth does not answer. Check your connection, then try again; what you wrote is still here.',
  broken: 'Hearth could not finish this. Nothing is lost: try again, and if it stays so, look into the server’s log.',
  unknownReason: (code: string) => `The network gave a reason Hearth has no words for (${code}).`,
  networkSaid: (detail: string) => `The network’s answer: ${detail}`,
}
