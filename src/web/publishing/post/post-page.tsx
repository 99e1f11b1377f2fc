export function PostPage(_: { postId: string }) {
  return null
}
