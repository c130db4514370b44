import net from 'node:net'
import { Refusal } from '../words.mjs'

export function wantedPort(): number {
  const text = process.env.PORT || '3000'
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Refusal(`PORT=${text} 不是端口号。`, `PORT=${text} is not a port number.`)
  return port
}

function isFree(port: number, host?: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', (error) => resolve(error))
    probe.listen({ port, ...(host ? { host } : {}) }, () => probe.close(() => resolve(null)))
  })
}

export async function refuseTakenPort(port: number): Promise<void> {
  for (const host of [process.env.HOST || undefined, '127.0.0.1']) {
    const failure = await isFree(port, host)
    if (failure?.code === 'EADDRINUSE') {
      throw new Refusal(
        `端口 ${port} 已被其他程序占用。请先停止它，或换一个：PORT=3001 npm start`,
        `Port ${port} is taken by another program. Stop that one, or choose another: PORT=3001 npm start`,
      )
    }
    if (failure?.code === 'EACCES')
      throw new Refusal(`没有权限使用端口 ${port}。`, `This user may not use port ${port}.`)
  }
}
