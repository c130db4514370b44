import type { ClientBase } from 'pg'
import { to } from 'pg-copy-streams'

const NEWLINE = 10

/** The rows of a query as lines of COPY text, without their line ends, as fast as the server sends them. */
export async function* copyLines(client: ClientBase, query: string): AsyncGenerator<Buffer> {
  const stream = client.query(to(`COPY (${query}) TO STDOUT`))
  let rest: Buffer = Buffer.alloc(0)
  for await (const part of stream as AsyncIterable<Buffer>) {
    const chunk = rest.length ? Buffer.concat([rest, part]) : part
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield chunk.subarray(start, end)
      start = end + 1
    }
    rest = chunk.subarray(start)
  }
}
