import './tables.ts'

export { addImage } from './add-image.ts'
export { mediaRouter } from './http.ts'
export { imageFor } from './image-for.ts'
export { findMedia } from './items.ts'
export type { MediaNeeds } from './needs.ts'
export { serveMedia } from './serve-media.ts'
