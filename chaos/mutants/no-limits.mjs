// R13's control: every body is taken in whole, and kept, whatever its size.
import { Server } from 'node:http'

const kept = []
const { emit } = Server.prototype
Server.prototype.emit = function (event, request, ...rest) {
  if (event === 'request') request.on('data', (chunk) => kept.push(Buffer.from(chunk)))
  return emit.call(this, event, request, ...rest)
}
