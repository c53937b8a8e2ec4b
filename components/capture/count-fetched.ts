/** From now on, counts the bytes of everything this worker fetches, as they come. */
export function countFetched(onBytes: (bytes: number) => void): void {
  const plain = self.fetch.bind(self)
  let bytes = 0
  self.fetch = async (...asked) => {
    const answer = await plain(...asked)
    if (!answer.ok || !answer.body) return answer
    const count = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        onBytes(bytes)
        controller.enqueue(chunk)
      },
    })
    const { status, statusText, headers } = answer
    return new Response(answer.body.pipeThrough(count), { status, statusText, headers })
  }
}
