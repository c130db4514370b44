import { connection } from 'next/server'
import { straight } from '../../../straight'

type Props = { params: Promise<{ workload: string; n: string }> }

/** What the page of the product asks of the database, and nothing of what it shows. */
export default async function Page({ params }: Readonly<Props>) {
  await connection()
  const { workload, n } = await params
  return <p>{`rows ${await straight(workload, Number(n))}`}</p>
}
