import { commonRefusals, type RefusalKind } from '#kit/contract'

export const mediaRefusals = {
  ...commonRefusals,
  NOT_AN_IMAGE: {
    status: 422,
    message: 'This file is not a complete JPEG, PNG, WebP, GIF, AVIF or HEIC image. Export it again and add the new file.',
  },
  IMAGE_TOO_LARGE: {
    status: 422,
    message: 'This image is too large: it may have at most 30 MB and 100 megapixels. Make it smaller and add it again.',
  },
  NOT_MEDIA: {
    status: 422,
    message:
      'This file is none that can be posted: add an image, a video (MP4, MOV, WebM), a PDF, DOCX or PPTX document, or SRT or VTT captions.',
  },
  SVG: { status: 422, message: 'SVG drawings can carry programs, so they are not taken. Export the drawing as PNG and add that.' },
  PLAYLIST: { status: 422, message: 'This is a playlist that points at other files. Add the video itself.' },
  NOT_A_VIDEO: { status: 422, message: 'This is no video that can be read here. Export it as MP4 and add the new file.' },
  VIDEO_BROKEN: {
    status: 422,
    message: 'This video cannot be read: it is cut off or damaged. Export it again as MP4 and add the new file.',
  },
  VIDEO_PROTECTED: { status: 422, message: 'This video is locked against copying. Add one without a lock.' },
  VIDEO_TOO_LARGE: {
    status: 422,
    message: 'This video is larger than 8192 pixels a side or longer than twelve hours. Export it smaller and add it again.',
  },
  NOT_A_DOCUMENT: { status: 422, message: 'This document cannot be read: it is cut off or damaged. Export it again and add the new file.' },
  DOCUMENT_TOO_LARGE: {
    status: 422,
    message: 'This document is too large: it may have at most 100 MB and 1,000 pages. Split it or export it smaller, then add it again.',
  },
  DOCUMENT_LOCKED: { status: 422, message: 'This document asks for a password. Save it without one and add it again.' },
  DOCUMENT_WITH_PROGRAMS: {
    status: 422,
    message: 'This document carries macros, so it is not taken. Save it without them and add it again.',
  },
  NOT_CAPTIONS: {
    status: 422,
    message: 'These captions cannot be read. Each needs a time such as 00:00:01,000 --> 00:00:04,000 that ends after it begins.',
  },
  TOO_SLOW: {
    status: 422,
    message: 'This file takes too long to read. Make it smaller or export it again, then add it again.',
  },
  FILE_TOO_LARGE: { status: 413, message: 'This file is too large: at most 8 GB are accepted. Export it smaller and add it again.' },
  UPLOAD_OVER: { status: 410, message: 'This upload is no longer here: it was stopped, or nothing came for a day. Add the file again.' },
  TOO_MANY_UPLOADS: { status: 429, message: 'Fifty of your uploads are unfinished. Finish or stop some, then add more.' },
  NO_SPACE: {
    status: 507,
    message: 'The server’s disk is full, so the file was not kept. Ask the person who runs Hearth to make room, then add it again.',
  },
  IN_USE: { status: 409, message: 'A draft or planned post uses this file. Remove it there first.' },
  NAME_TAKEN: { status: 409, message: 'There is already one with this name. Choose another name, or use the one that is there.' },
  FOLDER_NOT_EMPTY: {
    status: 409,
    message: 'There is something in this folder. Move it out first, or delete the folder so that its contents move up.',
  },
  FOLDER_IN_ITSELF: { status: 422, message: 'A folder cannot be moved into itself. Choose another place.' },
  TOO_MANY_TAGS: { status: 422, message: 'An item has at most 30 tags. Take some away first.' },
  TOO_MANY_FOLDERS: { status: 409, message: 'A brand has at most 500 folders, ten deep. Delete some that nobody uses any more.' },
} as const satisfies Record<string, RefusalKind>
