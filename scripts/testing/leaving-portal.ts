// A server that leaves as the portal does, for the test of that: `/ready` answers as health would, `/slow` when told.
import { createServer, type ServerResponse } from 'node:http'
import { limitConnections } from '@/lib/server/connection-limits'
import { learnToStop } from '@/lib/server/leave'
import { isStopping, onStop } from '@/lib/server/stopping'

learnToStop()
limitConnections()
let slow: ServerResponse | undefined
const server = createServer((request, response) => {
  if (request.url === '/ready') return void response.writeHead(isStopping() ? 503 : 200).end()
  if (request.url === '/slow') {
    slow = response
    return process.send?.('under way')
  }
  if (request.url === '/stream') {
    response.write('ready\n')
    return void onStop(() => response.end('closed\n'))
  }
  response.end('taken')
})
process.on('message', () => slow?.end('finished'))
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
