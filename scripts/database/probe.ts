import net from 'node:net'
import pg from 'pg'

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

export function superuser(port: number, password: string, database = 'postgres'): pg.Client {
  return new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database, connectionTimeoutMillis: 5000 })
}

export async function answers(port: number, password: string): Promise<'yes' | 'wrong-password' | 'no'> {
  const client = superuser(port, password)
  client.on('error', () => {})
  try {
    await client.connect()
    return 'yes'
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'wrong-password' : 'no'
  } finally {
    await client.end().catch(() => {})
  }
}
