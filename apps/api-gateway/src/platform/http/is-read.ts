/** HEAD is answered as GET is, without the body. */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
