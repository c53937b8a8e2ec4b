/** For machines, what the page "Nothing here" is for people. */
export function nothingHere(): Response {
  const body = { code: 'not_found', message: 'There is nothing here.' }
  return Response.json(body, { status: 404, headers: { 'cache-control': 'no-store' } })
}
